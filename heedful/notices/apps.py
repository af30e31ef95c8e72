"""Registers the room `notices` with Django."""

from django.apps import AppConfig


class NoticesRoom(AppConfig):
    name = "heedful.notices"
    label = "notices"

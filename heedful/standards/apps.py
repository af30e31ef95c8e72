"""Registers the room `standards` with Django."""

from django.apps import AppConfig


class StandardsRoom(AppConfig):
    name = "heedful.standards"
    label = "standards"

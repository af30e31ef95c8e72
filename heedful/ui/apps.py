"""Registers the room `ui` with Django."""

from django.apps import AppConfig


class UiRoom(AppConfig):
    name = "heedful.ui"
    label = "ui"

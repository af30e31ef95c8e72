"""Registers the room `switchboard` with Django."""

from django.apps import AppConfig


class SwitchboardRoom(AppConfig):
    name = "heedful.switchboard"
    label = "switchboard"

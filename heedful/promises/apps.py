"""Registers the room `promises` with Django."""

from django.apps import AppConfig


class PromisesRoom(AppConfig):
    name = "heedful.promises"
    label = "promises"

"""Registers the room `assist` with Django."""

from django.apps import AppConfig


class AssistRoom(AppConfig):
    name = "heedful.assist"
    label = "assist"

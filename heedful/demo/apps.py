"""Registers the room `demo` with Django."""

from django.apps import AppConfig


class DemoRoom(AppConfig):
    name = "heedful.demo"
    label = "demo"

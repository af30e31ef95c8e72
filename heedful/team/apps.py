"""Registers the room `team` with Django."""

from importlib import import_module

from django.apps import AppConfig


class TeamRoom(AppConfig):
    name = "heedful.team"
    label = "team"

    def ready(self) -> None:
        """Models exist only now: the listeners to sign-in may be connected."""
        import_module("heedful.team.audit")

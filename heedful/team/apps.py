"""Registers the room `team` with Django."""

from django.apps import AppConfig


class TeamRoom(AppConfig):
    name = "heedful.team"
    label = "team"

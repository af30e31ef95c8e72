"""Registers the room `coaching` with Django."""

from django.apps import AppConfig


class CoachingRoom(AppConfig):
    name = "heedful.coaching"
    label = "coaching"

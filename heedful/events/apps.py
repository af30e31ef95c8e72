"""Registers the room `events` with Django."""

from django.apps import AppConfig


class EventsRoom(AppConfig):
    name = "heedful.events"
    label = "events"

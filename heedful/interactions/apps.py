"""Registers the room `interactions` with Django."""

from django.apps import AppConfig


class InteractionsRoom(AppConfig):
    name = "heedful.interactions"
    label = "interactions"

"""Registers the room `replies` with Django."""

from django.apps import AppConfig


class RepliesRoom(AppConfig):
    name = "heedful.replies"
    label = "replies"

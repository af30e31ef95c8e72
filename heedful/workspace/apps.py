"""Registers the room `workspace` with Django."""

from django.apps import AppConfig


class WorkspaceRoom(AppConfig):
    name = "heedful.workspace"
    label = "workspace"

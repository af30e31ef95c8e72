"""Registers the room `assist` with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.template import engines


class AssistRoom(AppConfig):
    name = "heedful.assist"
    label = "assist"

    def ready(self) -> None:
        from heedful.assist.help_settings import is_on  # noqa: PLC0415 (its tables exist only now)

        # A conversation asks on every page whether there is help; a fragment of its own would be a request each time.
        engines["jinja2"].env.globals["writing_help"] = is_on  # type: ignore[attr-defined]

"""Lets allauth's Django templates use the one head and the one wordmark that our Jinja2 pages have."""

from __future__ import annotations

from django import template
from django.template import engines
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment

register = template.Library()


@register.simple_tag
def ui_head() -> SafeString:
    """Style sheets, icon and scripts: the same as on every other page."""
    return mark_safe(_ui().get_template("ui/_head.html").render())  # noqa: S308 (our own template)


@register.simple_tag
def wordmark() -> SafeString:
    return mark_safe(_ui().get_template("components/mark.html").module.wordmark())  # type: ignore[attr-defined]  # noqa: S308 (our own template)


def _ui() -> Environment:
    return engines["jinja2"].env  # type: ignore[attr-defined]

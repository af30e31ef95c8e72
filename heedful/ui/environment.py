"""The Jinja2 environment of our own pages: what every template may use."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from lucide.jinja import lucide


def environment(**options: Any) -> Environment:
    """Made once by Django. Unknown names are errors, not silence."""
    made = Environment(**{**options, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]})
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(static=static, url=reverse, icon=lucide)
    return made

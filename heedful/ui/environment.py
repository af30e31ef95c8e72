"""The Jinja2 environment of our own pages: what every template may use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.templatetags.static import static as hashed
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from jinja2 import Environment, StrictUndefined
from lucide.jinja import lucide
from markupsafe import Markup

from heedful.ui import times, words
from heedful.ui.navigation import rail


def environment(**options: Any) -> Environment:
    """Made once by Django. Unknown names are errors, not silence."""
    options |= {"undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)
    made.install_gettext_callables(told, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        static=static,
        url=url,
        url_if=url_if,
        icon=icon,
        rail=rail,
        language=get_language,
        reads_right_to_left=get_language_bidi,
    )
    made.filters.update(times.FILTERS)
    made.filters.update(words.FILTERS)
    return made


@lru_cache(maxsize=512)
def static(name: str) -> str:
    """The address of one of our files. A page names thirty, and Django reads the list of them anew each time."""
    return str(hashed(name))


def told(message: str) -> str:
    """A translated text. A page says about a hundred, and Django looks each up through several layers."""
    return _told(get_language(), message)


@lru_cache(maxsize=4096)
def _told(_language: str | None, message: str) -> str:
    return gettext(message)


def url(name: str, *, args: Sequence[object] = (), **named: object) -> str:
    """The address of a page: `url("card", customer_id=7)` or `url("card", args=[7])`."""
    if not args and not named:
        return _plain(name, get_script_prefix())
    return reverse(name, args=args or None, kwargs=named or None)


@lru_cache(maxsize=256)
def _plain(name: str, _prefix: str) -> str:
    """Addresses without arguments stand on every page a dozen times."""
    return reverse(name)


def url_if(name: str, *, args: Sequence[object] = (), **named: object) -> str:
    """An address, or an empty string while no room serves it."""
    try:
        return url(name, args=args, **named)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=512)
def icon(name: str, *, size: int | None = 18, **attributes: str) -> Markup:
    """A lucide icon, silent for screen readers because a word stands beside it. Cached: drawing costs a zip read."""
    look = {"class": attributes.pop("class_", "icon")}
    hidden = {} if "aria_label" in attributes else {"aria_hidden": "true"}
    return Markup(lucide(name, size=size, **{**look, **hidden, **attributes}))  # noqa: S704 (our own icons)

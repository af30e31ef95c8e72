"""The rail: which screens exist, and where the reader is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """One screen on the rail. `key` is the letter pressed after g."""

    name: str
    word: str | Promise
    icon: str
    key: str
    pages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A place as the rail shows it."""

    place: Place
    address: str
    is_current: bool


PLACES = (
    Place("home", _("Inbox"), "inbox", "i", frozenset({"home", "inbox", "conversation", "set_aside"})),
    Place("radar", _("Unanswered"), "hourglass", "u", frozenset({"radar"})),
    Place("note", _("Log"), "notebook-pen", "l", frozenset({"note"})),
    Place("search", _("Search"), "search", "s", frozenset({"search"})),
    Place("settings", _("Settings"), "settings-2", "c", frozenset({"settings"})),
)


def rail(request: HttpRequest) -> Iterator[Item]:
    """Only what exists: a place that no room serves is left out."""
    match = request.resolver_match
    page = match.url_name if match else ""
    for place in PLACES:
        try:
            address = reverse(place.name)
        except NoReverseMatch:
            continue
        inside = address != "/" and request.path.startswith(address)
        yield Item(place, address, page in place.pages or inside)

"""The rail: which screens exist, and where the reader is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Place:
    """One screen on the rail. `key` is the letter pressed after g; `short` stands where eight share a phone's width."""

    name: str
    word: str | Promise
    icon: str
    key: str
    pages: frozenset[str]
    short: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A place as the rail shows it."""

    place: Place
    address: str
    is_current: bool


INBOX = pgettext_lazy("on the bar of a phone", "Inbox")
PLACES = (
    Place("home", _("Inbox"), "inbox", "i", frozenset({"home", "inbox", "conversation", "set_aside"}), INBOX),
    Place("radar", _("Unanswered"), "hourglass", "u", frozenset({"radar"}), _("Due")),
    Place("promises", _("Promises"), "handshake", "p", frozenset({"promises"}), _("Owed")),
    Place("customers", _("Customers"), "users", "k", frozenset({"customers", "customer"}), _("Clients")),
    Place("note", _("Log"), "notebook-pen", "l", frozenset({"note"})),
    Place("search", _("Search"), "search", "s", frozenset({"search"}), _("Find")),
    Place("notices", _("Notices"), "bell", "b", frozenset({"notices"}), _("News")),
    Place("settings", _("Settings"), "settings-2", "c", frozenset({"settings"}), _("Setup")),
)


@lru_cache(maxsize=32)
def _address(name: str) -> str:
    """Empty for a place that no room serves; addresses do not change while we run."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def rail(request: HttpRequest) -> Iterator[Item]:
    """Only what exists: a place that no room serves is left out."""
    match = request.resolver_match
    page = match.url_name if match else ""
    for place in PLACES:
        address = _address(place.name)
        if not address:
            continue
        inside = address != "/" and request.path.startswith(address)
        yield Item(place, address, page in place.pages or inside)

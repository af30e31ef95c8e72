"""The document of a brand's standards: what it may hold, how it is checked, and its form as a TOML file."""

from __future__ import annotations

import tomllib
from datetime import date
from difflib import get_close_matches
from typing import Any

import tomli_w
from django.utils.translation import gettext as _

from heedful.coach import Standards
from heedful.coach.catalog import RULES
from heedful.coach.standards_file import NotStandards, standards_of

Document = dict[str, Any]

# The first default of every brand: what a small shop would want before it has written anything itself.
DEFAULT: Document = {
    "holds": ["PER101", "PUB101"],
    "ignore": [],
    "severities": {},
    "house_words": [],
    "banned_words": {},
    "max_words": dict(Standards().max_words),
    "public_data_allowed": [],
    "public_holds": [],
    "greetings": [],
    "sign_offs": [],
    "never_promise": [],
    "refund_limits": {},
    "second_opinion": True,
    "paused": [],
}
CODES = frozenset(rule.code for rule in RULES)
MOST, LONGEST = 300, 200  # entries in a list, signs in an entry
FEWEST_WORDS, MOST_WORDS = 5, 5000
CURRENCIES = ("EUR", "GBP", "USD", "CHF")
LARGEST_LIMIT = 1_000_000
LARGEST = 200_000  # signs of a file


def checked(document: Document) -> Document:
    """The whole document with what it leaves open filled in. Raises ValueError with what to write instead."""
    unknown = sorted(set(document) - set(DEFAULT))
    if unknown:
        raise ValueError(_("The standards do not know: %(names)s.") % {"names": ", ".join(unknown)})
    lengths = document.get("max_words", {})
    whole = {**DEFAULT, **document}
    if isinstance(lengths, dict):
        whole["max_words"] = {**DEFAULT["max_words"], **lengths}
    try:
        standards_of(whole, today=date.max)
    except NotStandards as problem:
        raise ValueError(_("This cannot be read as standards: %(why)s.") % {"why": problem}) from None
    _within_limits(whole)
    for code in _codes(whole):
        if not any(known.startswith(code) for known in CODES):
            raise ValueError(_unknown_rule(code))
    return {**whole, "paused": [{**one, "until": str(one["until"])} for one in whole["paused"]]}


def as_standards(document: Document, *, version: str, today: date) -> Standards:
    """As the coach takes it."""
    return standards_of({**DEFAULT, **document, "version": version}, today=today)


def to_toml(document: Document) -> str:
    return tomli_w.dumps({key: document.get(key, usual) for key, usual in DEFAULT.items()}, multiline_strings=False)


def from_toml(text: str) -> Document:
    """Raises ValueError with the place in the file."""
    if len(text) > LARGEST:
        raise ValueError(_("This file is far too long for standards."))
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as problem:
        raise ValueError(_("This is no TOML file: %(why)s.") % {"why": problem}) from None


def _codes(document: Document) -> list[str]:
    paused = [one["code"] for one in document["paused"]]
    return [*document["holds"], *document["public_holds"], *document["ignore"], *document["severities"], *paused]


def _within_limits(document: Document) -> None:
    for key, entries in document.items():
        if not isinstance(entries, list | dict):
            continue
        if len(entries) > MOST:
            raise ValueError(_("At most %(n)d entries in %(name)s.") % {"n": MOST, "name": key})
        flat = [*entries.items()] if isinstance(entries, dict) else [(one,) for one in entries]
        for text in (part for entry in flat for part in entry if isinstance(part, str)):
            if not text.strip() or len(text) > LONGEST or "\0" in text:
                said = {"name": key, "n": LONGEST}
                raise ValueError(_("An entry in %(name)s is empty or longer than %(n)d signs.") % said)
    _lengths_within_limits(document["max_words"])
    for currency, limit in document["refund_limits"].items():
        if currency not in CURRENCIES or not 0 <= limit <= LARGEST_LIMIT:
            said = {"names": ", ".join(CURRENCIES), "most": LARGEST_LIMIT}
            raise ValueError(_("A limit of refunds is in %(names)s and lies between 0 and %(most)d.") % said)


def _lengths_within_limits(lengths: dict[str, int]) -> None:
    for channel, words in lengths.items():
        if channel not in DEFAULT["max_words"]:
            raise ValueError(_("There is no channel '%(name)s'.") % {"name": channel[:40]})
        if not FEWEST_WORDS <= words <= MOST_WORDS:
            said = {"name": channel, "fewest": FEWEST_WORDS, "most": MOST_WORDS}
            raise ValueError(_("The length on %(name)s lies between %(fewest)d and %(most)d words.") % said)


def _unknown_rule(code: str) -> str:
    near = get_close_matches(code.upper(), sorted(CODES), 1)
    if near:
        return _("There is no rule '%(code)s'. Did you mean '%(near)s'?") % {"code": code[:20], "near": near[0]}
    return _("There is no rule '%(code)s'.") % {"code": code[:20]}

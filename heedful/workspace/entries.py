"""Rows of the inbox made ready to draw, in the groups a reader looks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heedful.interactions.queries import Row
from heedful.workspace import labels
from heedful.workspace.labels import Label


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its words."""

    row: Row
    channel: Label
    mood: Label | None
    flags: tuple[Label, ...]

    @property
    def who(self) -> str | Promise:
        return self.row.customer_name or _("Somebody without a name")

    @property
    def about(self) -> str:
        return self.row.subject or self.row.preview


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; an empty group is still there, so that later pages can fill it."""

    code: str
    title: str | Promise
    entries: tuple[Entry, ...]


TITLES = {"us": _("Waiting for us"), "them": _("Waiting for them"), "done": _("Resolved")}


def groups(view: str, rows: Iterable[Row]) -> list[Group]:
    """By whose turn it is. In the waiting view all wait for us, longest first."""
    sorted_out: dict[str, list[Entry]] = {code: [] for code in TITLES}
    for row in rows:
        sorted_out[_turn(row)].append(_entry(row))
    titles = {**TITLES, "us": _("Waiting for us, longest first")} if view == "waiting" else TITLES
    return [Group(code, titles[code], tuple(entries)) for code, entries in sorted_out.items()]


def _turn(row: Row) -> str:
    if row.state == "resolved":
        return "done"
    return "us" if row.waiting_since is not None else "them"


def _entry(row: Row) -> Entry:
    """Only flags that warn are worth a place in the list."""
    warnings = tuple(label for label in map(labels.flag, row.flags) if label.tone)
    return Entry(row, labels.channel(row.channel), labels.MOODS.get(row.mood), warnings)

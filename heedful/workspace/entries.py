"""Rows of the inbox made ready to draw, in the groups a reader looks for.

A list shows fifty rows at a time and is drawn again at every change, so all words are made here, once per row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy
from markupsafe import escape

from heedful.interactions.queries import Row
from heedful.ui.clock import SECOND, Clock, iso, step, tenths
from heedful.workspace import labels
from heedful.workspace.labels import Label


@dataclass(frozen=True, slots=True)
class Entry:
    """A row in words. `iso`, `time` and `exact` are of the last contact, or of the wait when somebody waits.

    `who`, `about`, `assignee` and the names of `tags` are escaped already: the template puts them in as they are.
    `back` is when a snoozed one comes back.
    """

    id: int
    address: str
    who: str
    about: str
    channel: Label
    mood: Label | None
    warning: Label | None
    is_unread: bool
    is_waiting: bool
    iso: str
    time: str
    exact: str
    step: str
    used: int
    since: int
    goal: int
    assignee: str
    priority: Label | None
    tags: tuple[tuple[str, str], ...]
    more_tags: int
    back: str
    promise: Label | None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; an empty group is still there, so that later pages can fill it."""

    code: str
    title: str | Promise
    entries: tuple[Entry, ...]


TITLES = {
    "us": gettext_lazy("Waiting for us"),
    "them": gettext_lazy("Waiting for them"),
    "done": gettext_lazy("Resolved"),
}
TAGS = 1  # a row has room for it; the conversation shows all
LONGEST_FIRST = gettext_lazy("Waiting for us, longest first")


def groups(view: str, rows: Iterable[Row], back: str, promised: Mapping[int, int]) -> list[Group]:
    """By whose turn it is. In the waiting view all wait for us, longest first. A row leads back to `back`.

    `promised` says in which conversations a promise falls due soon, and when.
    """
    before, _id, after = reverse("conversation", args=[0]).partition("0")
    clock, nameless, language = Clock.here(), gettext("Somebody without a name"), get_language()
    sorted_out: dict[str, list[Entry]] = {code: [] for code in TITLES}
    for row in rows:
        address = f"{before}{row.id}{after}?{back}"
        entry = _entry(row, clock, address, row.customer_name or nameless, language)
        if row.id in promised:
            told = labels.promise(is_late=promised[row.id] < clock.now * SECOND)
            entry = replace(entry, promise=told, tags=(), more_tags=len(row.tags))  # a row has room for one of them
        sorted_out[_turn(row)].append(entry)
    titles = {**TITLES, "us": LONGEST_FIRST} if view == "waiting" else TITLES
    return [Group(code, titles[code], tuple(entries)) for code, entries in sorted_out.items()]


def _turn(row: Row) -> str:
    if row.state == "resolved":
        return "done"
    return "us" if row.waiting_since is not None else "them"


def _entry(row: Row, clock: Clock, address: str, who: str, language: str | None) -> Entry:
    is_waiting = row.waiting_since is not None
    instant = row.last_at if row.waiting_since is None else row.waiting_since
    moment = clock.local(instant)
    share = clock.share(instant, row.goal_minutes) if is_waiting else 0.0
    return Entry(
        id=row.id,
        address=address,
        who=str(escape(who)),
        about=str(escape(row.subject or row.preview)),
        channel=labels.channel(row.channel, language),
        mood=labels.mood(row.mood, language),
        warning=next((label for label in map(labels.flag, row.flags) if label.tone), None),
        is_unread=row.is_unread,
        is_waiting=is_waiting,
        iso=iso(instant),
        time=clock.waited(instant) if is_waiting else clock.short(moment),
        exact=clock.exact(moment),
        step=step(share),
        used=tenths(share),
        since=instant // SECOND,
        goal=row.goal_minutes,
        assignee=str(escape(row.assignee_name or row.team_name or "")),
        priority=labels.priority(row.priority, language),
        tags=tuple((str(escape(tag.name)), tag.tone) for tag in row.tags[:TAGS]),
        more_tags=max(0, len(row.tags) - TAGS),
        back="" if row.snoozed_until is None else clock.soon(row.snoozed_until),
        promise=None,
    )

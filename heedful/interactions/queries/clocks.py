"""How long customers waited for an answer: the first response and those after it, by the calendar and in opening time.

A robot's answer, a note, a mail to somebody else and a reply that did not arrive answer nobody. Where we wrote first,
our second message is the first response. More questions before the answer do not start the clock anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from heedful.events.instant import now
from heedful.interactions.models import Interaction
from heedful.interactions.queries.talk import Talk
from heedful.team.hours.schedule import Schedule
from heedful.team.viewer import Viewer

COLUMNS = (
    "direction", "visibility", "kind", "happened_at", "is_automatic", "needs_answer", "settled_at", "settled_as",
    "settled_by", "flags", "extra",
)  # fmt: skip
MOST, BEGINNING = 2000, 200
ON_THE_SPOT = {"call", "visit", "meeting"}


@dataclass(frozen=True, slots=True)
class Response:
    """One wait of a customer in microseconds. Without `answered_at` it still runs.

    Opening time is that of the version of the hours which was in force at the answer, for the whole wait.
    """

    began_at: int
    answered_at: int | None
    calendar: int = 0
    open_time: int = 0
    hours_version: int | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """`first` is None where nobody has answered and nobody waits. `next` are those after the first, oldest first."""

    first: Response | None
    next: tuple[Response, ...] = ()


def clocks(viewer: Viewer, talk: Talk, schedule: Schedule) -> Clocks:
    """Of a conversation that was read with this viewer; one query, two for a very long one."""
    rows = Interaction.objects.filter(conversation_id=talk.id, brand_id__in=viewer.brand_ids, withdrawn_at=None)
    rows = rows.exclude(direction="internal")
    newest = list(rows.order_by("-sort_key").values(*COLUMNS)[:MOST])[::-1]
    oldest = newest if len(newest) < MOST else list(rows.order_by("sort_key").values(*COLUMNS)[:BEGINNING])
    first = first_response(oldest, talk.opened_at)
    began = first.answered_at if first and first.answered_at is not None else None
    later = [wait for wait in waits(newest) if began is not None and wait.began_at >= began]
    if first and first.answered_at == first.began_at:
        later = [wait for wait in later if wait.answered_at != first.answered_at]
    moment = now()
    told = [_measured(wait, schedule, moment) for wait in later]
    return Clocks(_measured(first, schedule, moment) if first else None, tuple(told))


def first_response(contacts: Iterable[dict[str, Any]], opened_at: int) -> Response | None:
    """From the opening to the first answer; a wait that runs when a question is open and nobody has answered."""
    contacts = list(contacts)
    answers = [row["happened_at"] for row in contacts if _is_answer(row) or _is_on_the_spot(row)]
    wrote_first = bool(contacts) and contacts[0]["direction"] == "out"
    if wrote_first and answers and _is_answer(contacts[0]):
        answers = answers[1:]
    if answers:
        return Response(opened_at, answers[0])
    return Response(opened_at, None) if any(map(_is_open, contacts)) else None


def waits(contacts: Iterable[dict[str, Any]]) -> list[Response]:
    """Every run of questions with its answer; the last may still be open. Closed on purpose is no answer."""
    found: list[Response] = []
    pending: list[dict[str, Any]] = []
    for row in contacts:
        if _is_on_the_spot(row):
            found.append(Response(row["happened_at"], row["happened_at"]))
        elif _is_question(row):
            pending.append(row)
        elif _is_answer(row):
            # What came in while the reply was being written, unseen, goes on waiting.
            answered = [one for one in pending if not _is_open(one)]
            if answered:
                found.append(Response(answered[0]["happened_at"], row["happened_at"]))
            pending = [one for one in pending if _is_open(one)]
    still_open = [one for one in pending if _is_open(one)]
    return [*found, Response(still_open[0]["happened_at"], None)] if still_open else found


def _measured(wait: Response, schedule: Schedule, moment: int) -> Response:
    end = moment if wait.answered_at is None else wait.answered_at
    told = schedule.as_of(end)
    span = max(0, end - wait.began_at)
    open_time = told.open_between(wait.began_at, end)
    return replace(wait, calendar=span, open_time=open_time, hours_version=told.versions[0].id)


def _is_answer(row: dict[str, Any]) -> bool:
    if row["direction"] != "out" or row["visibility"] == "team" or row["is_automatic"]:
        return False
    return "undelivered" not in row["flags"] and "forwarded_to" not in row["extra"]


def _is_question(row: dict[str, Any]) -> bool:
    return row["direction"] == "in" and row["needs_answer"] and row["settled_as"] != "closed"


def _is_open(row: dict[str, Any]) -> bool:
    return row["direction"] == "in" and row["needs_answer"] and row["settled_at"] is None


def _is_on_the_spot(row: dict[str, Any]) -> bool:
    """A call or visit that was dealt with while it lasted: its own moment is the answer."""
    dealt_with = row["settled_as"] == "answered" and row["settled_by"] is None
    return row["direction"] == "in" and row["needs_answer"] and dealt_with and row["kind"] in ON_THE_SPOT

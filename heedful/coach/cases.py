"""Cases as JSON lines: what `--batch` reads and writes, and what the evaluation measures on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from heedful.coach.draft import Context, Draft, Role, Turn
from heedful.coach.report import Review

ROLES: dict[str, Role] = {"customer": "customer", "agent": "agent", "note": "note"}


class NotACase(ValueError):
    """A line that cannot be read as a case; says why."""


@dataclass(frozen=True, slots=True)
class Case:
    """A draft in context; `expect` and `not_expect` are given where it is meant for measuring."""

    id: str | int
    draft: Draft
    context: Context
    expect: tuple[str, ...] = ()
    not_expect: tuple[str, ...] = ()


def read_case(row: object) -> Case:
    if not isinstance(row, Mapping) or not isinstance(row.get("draft"), str):
        raise NotACase("a case is an object with at least a 'draft' text")
    return Case(
        id=id_of(row),
        draft=Draft(row["draft"]),
        context=_context(row),
        expect=_names(row.get("expect")),
        not_expect=_names(row.get("not_expect")),
    )


def id_of(row: object) -> str | int:
    """As it was given, so that it can be found again."""
    given = row.get("id") if isinstance(row, Mapping) else None
    return given if isinstance(given, (str, int)) else ""


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _context(row: Mapping[str, Any]) -> Context:
    channel = _text(row, "channel") or "email"
    return Context(
        channel=channel,
        public=channel == "social-public" or row.get("public") is True,
        turns=_turns(row),
        customer_name=_text(row, "customer_name"),
        now=moment(row.get("now"), "'now'"),
        tz=_text(row, "tz") or "UTC",
        hours=_text(row, "hours"),
        language=_text(row, "language"),
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _turns(row: Mapping[str, Any]) -> tuple[Turn, ...]:
    history = row.get("history")
    turns = [
        Turn(ROLES.get(str(one.get("role")), "agent"), one["text"], _text(one, "name"))
        for one in (history if isinstance(history, list) else ())
        if isinstance(one, Mapping) and isinstance(one.get("text"), str)
    ]
    if _text(row, "customer"):
        turns.append(Turn("customer", row["customer"]))
    return tuple(turns)


def moment(value: object, place: str) -> datetime | None:
    """An ISO 8601 time with its offset from UTC; None where nothing is given."""
    if value is None or value == "":
        return None
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        raise NotACase(f"{place} is not an ISO 8601 time: {value!r}") from None
    if at.tzinfo is None:
        raise NotACase(f"{place} needs an offset, such as +01:00")
    return at


def as_row(case: Case, judged: Review) -> dict[str, Any]:
    """One line of `--batch`."""
    return {
        "id": case.id,
        "findings": [
            {
                "code": one.code,
                "category": one.category,
                "severity": one.severity,
                "span": one.span.as_dict() if one.span else None,
                "message": one.message,
            }
            for one in judged.findings
        ],
        "commitments": [one.as_dict() for one in judged.commitments],
        "customer": judged.customer.as_dict(),
    }

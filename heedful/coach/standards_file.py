"""A brand's standards as a document: a TOML file where there is no desk, a row where there is one."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from heedful.coach.finding import SEVERITIES
from heedful.coach.standards import Standards

LISTS = (
    "select", "ignore", "holds", "public_holds", "house_words", "public_data_allowed", "greetings", "sign_offs",
    "never_promise",
)  # fmt: skip
TABLES = ("severities", "banned_words", "max_words", "refund_limits")
NUMBERS = frozenset(("max_words", "refund_limits"))
KEYS = frozenset({*LISTS, *TABLES, "version", "language", "second_opinion", "paused"})


class NotStandards(ValueError):
    """A document that cannot be read as standards; says why."""


def read_standards(path: Path) -> Standards:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise NotStandards(f"{path}: {problem}") from None
    try:
        return standards_of(rows, today=date.today())  # noqa: DTZ011 a pause ends with the day where one works
    except NotStandards as problem:
        raise NotStandards(f"{path}: {problem}") from None


def standards_of(rows: dict[str, Any], *, today: date) -> Standards:
    """What a document asks. A rule that is `paused` until a day says nothing up to and including that day."""
    unknown = set(rows) - KEYS
    if unknown:
        raise NotStandards(f"unknown setting {min(unknown)!r}")
    values: dict[str, Any] = {key: str(rows[key]) for key in ("version", "language") if key in rows}
    values |= {key: _list(rows[key], key) for key in LISTS if key in rows}
    values |= {key: _table(key, rows[key]) for key in TABLES if key in rows}
    if "second_opinion" in rows:
        values["second_opinion"] = _switch(rows["second_opinion"], "second_opinion")
    if "max_words" in values:
        values["max_words"] = tuple({**dict(Standards().max_words), **dict(values["max_words"])}.items())
    asleep = tuple(code for code, until in _paused(rows.get("paused", [])) if until >= today)
    return Standards(**{**values, "ignore": (*values.get("ignore", ()), *asleep)})


def _switch(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise NotStandards(f"{place} has to be true or false")
    return value


def _list(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise NotStandards(f"{place} has to be a list of texts")
    return tuple(value)


def _table(key: str, value: object) -> tuple[tuple[str, Any], ...]:
    wanted = int if key in NUMBERS else str
    if not isinstance(value, dict) or not all(type(one) is wanted for one in value.values()):
        raise NotStandards(f"{key} has to be a table of {'numbers' if wanted is int else 'texts'}")
    if key == "severities" and not set(value.values()) <= set(SEVERITIES):
        raise NotStandards(f"{key}: a severity is one of {', '.join(SEVERITIES)}")
    return tuple(value.items())


def _paused(value: object) -> list[tuple[str, date]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise NotStandards("paused has to be a list of tables with code, reason and until")
    found = []
    for one in value:
        code, reason, until = one.get("code"), one.get("reason"), _day(one.get("until"))
        if set(one) != {"code", "reason", "until"} or not (isinstance(code, str) and isinstance(reason, str)):
            raise NotStandards("paused: each entry has a code, a reason and until")
        if not (code and reason.strip()) or until is None:
            raise NotStandards(f"paused: {code or 'a rule'} needs a reason and a day such as 2026-12-31")
        found.append((code, until))
    return found


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None

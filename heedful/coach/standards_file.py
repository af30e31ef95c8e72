"""A brand's standards as a TOML file, for checking templates where there is no desk."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from heedful.coach.finding import SEVERITIES
from heedful.coach.standards import Standards

_LISTS = ("select", "ignore", "holds", "house_words", "public_data_allowed")
_TABLES = ("severities", "banned_words", "max_words")


class NotStandards(ValueError):
    """A file that cannot be read as standards; says why."""


def read_standards(path: Path) -> Standards:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise NotStandards(f"{path}: {problem}") from None
    unknown = set(rows) - {*_LISTS, *_TABLES, "version", "language", "second_opinion"}
    if unknown:
        raise NotStandards(f"{path}: unknown setting {min(unknown)!r}")
    values: dict[str, Any] = {key: str(rows[key]) for key in ("version", "language") if key in rows}
    values |= {key: _list(rows[key], f"{path}: {key}") for key in _LISTS if key in rows}
    values |= {key: _table(key, rows[key], f"{path}: {key}") for key in _TABLES if key in rows}
    if "second_opinion" in rows:
        values["second_opinion"] = _switch(rows["second_opinion"], f"{path}: second_opinion")
    if "max_words" in values:
        values["max_words"] = tuple({**dict(Standards().max_words), **dict(values["max_words"])}.items())
    return Standards(**values)


def _switch(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise NotStandards(f"{place} has to be true or false")
    return value


def _list(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise NotStandards(f"{place} has to be a list of texts")
    return tuple(value)


def _table(key: str, value: object, place: str) -> tuple[tuple[str, Any], ...]:
    wanted = int if key == "max_words" else str
    if not isinstance(value, dict) or not all(isinstance(one, wanted) for one in value.values()):
        raise NotStandards(f"{place} has to be a table of {'numbers' if wanted is int else 'texts'}")
    if key == "severities" and not set(value.values()) <= set(SEVERITIES):
        raise NotStandards(f"{place}: a severity is one of {', '.join(SEVERITIES)}")
    return tuple(value.items())

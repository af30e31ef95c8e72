"""Spans of time in words: "within 48 hours", "in two working days", "in half an hour"."""

from __future__ import annotations

import re

from heedful.coach.reading.time.parts import UNITS, Part, number_of


def span_at(row: list[str], at: int, last: int) -> Part | None:
    """Reads "Within 48 hours", "in two working days", "in half an hour", "within the hour"."""
    if row[at] not in ("in", "within", "inside", "under"):
        given = row[at : at + 2] in (["give", "me"], ["give", "us"])
        return _counted(row, at, at + 2, last) if given else None
    place = at + 1
    while place < last and row[place] in (
        "about",
        "around",
        "roughly",
        "the",
        "next",
        "another",
        "at",
        "most",
        "less",
        "than",
        "max",
        "just",
    ):
        place += 1
    if row[place : place + 3] == ["half", "an", "hour"]:
        return Part("span", at, place + 3, "minute", 30)
    if row[place : place + 4] == ["quarter", "of", "an", "hour"] or row[place : place + 5] == [
        "a",
        "quarter",
        "of",
        "an",
        "hour",
    ]:
        return Part("span", at, place + (5 if row[place] == "a" else 4), "minute", 15)
    return _counted(row, at, place, last)


def _counted(row: list[str], at: int, place: int, last: int) -> Part | None:
    if place >= last:
        return None
    number = number_of(row[place])
    if number is None and row[place] in ("hour", "day", "week"):
        number, place = 1, place - 1
    if number is None:
        return _glued(row, at, place)
    place += 1
    if place < last and row[place] in ("of", "full", "more"):
        place += 1
    if place + 1 < last and row[place] in ("to", "or", "and", "-") and (upper := number_of(row[place + 1])) is not None:
        number, place = upper, place + 2
    elif place < last and row[place].isdecimal() and len(row[place]) <= 3:
        number, place = int(row[place]), place + 1  # "3-5 days": the hyphen leaves no word
    working = place < last and row[place] in ("working", "business", "work", "week")
    if working and row[place] == "week" and not (place + 1 < last and row[place + 1].startswith("day")):
        working = False
    unit = "".join(row[place + working : min(last, place + working + 1)])
    if unit not in UNITS or number > 5000:
        return None
    name = "working" if working else UNITS[unit]
    stop = place + working + 1
    if name == "hour" and row[stop : stop + 2] == ["and", "a"] and row[stop + 2 : stop + 3] in (["half"], ["quarter"]):
        return Part("span", at, stop + 3, "minute", number * 60 + (30 if row[stop + 2] == "half" else 15))
    return Part("span", at, stop, name, number)


def _glued(row: list[str], at: int, place: int) -> Part | None:
    """Reads "In 20min", "within 48h"."""
    match = re.fullmatch(r"(\d{1,3})(min|mins|h|hrs|hours|days|d)", row[place])
    if match is None:
        return None
    unit = {"d": "day", "days": "day"}.get(match[2]) or ("minute" if match[2].startswith("min") else "hour")
    return Part("span", at, place + 1, unit, int(match[1]))

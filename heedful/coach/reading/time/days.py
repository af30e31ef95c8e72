"""Days in words: weekdays, tomorrow, dates, this and next week, the weekend."""

from __future__ import annotations

import re

from heedful.coach.reading.time.parts import BEFORE, MONTHS, WEEKDAYS, Part
from heedful.coach.reading.words import Words

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{2,4}))?")
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "fifteenth": 15, "twentieth": 20,
}  # fmt: skip
_PAST = frozenset(("last", "past", "previous", "every", "each", "since", "yesterday"))


def day_at(words: Words, at: int, first: int, last: int) -> Part | None:
    row = words.words
    if at > first and row[at - 1] in _PAST:
        return None
    return (
        _relative(row, at, first, last)
        or _weekday(row, at, first, last)
        or _week(row, at, first, last)
        or _date(words, at, first, last)
    )


def _is_before(row: list[str], at: int, first: int) -> bool:
    place = at - 1
    while place >= first and row[place] in ("the", "this", "next", "coming"):
        place -= 1
    return place >= first and row[place] in BEFORE


def _relative(row: list[str], at: int, first: int, last: int) -> Part | None:
    if row[at : at + 3] == ["day", "after", "tomorrow"]:
        return Part("day", at, at + 3, "relative", 2)
    if row[at] in ("today", "tomorrow") or (row[at] == "later" and row[at + 1 : at + 2] == ["today"]):
        skip = 1 + (row[at] == "later")
        day = row[at + skip - 1]
        return Part(
            "day", at, min(last, at + skip), "relative", int(day == "tomorrow"), before=_is_before(row, at, first)
        )
    if row[at] in ("this", "same", "the same") and row[at + 1 : at + 2] in (["morning"], ["afternoon"], ["evening"]):
        return Part("day", at, at + 1, "relative", 0)
    if row[at] == "tonight":
        return Part("part", at, at + 1, "evening")
    if row[at] == "same" and row[at + 1 : at + 2] == ["day"]:
        return Part("day", at, at + 2, "relative", 0)
    return None


def _weekday(row: list[str], at: int, first: int, last: int) -> Part | None:
    """Reads "Friday" and "this Friday" are the coming one, "next Friday" is next week's, "Monday week" a week later."""
    place = at + (row[at] in ("next", "this", "coming"))
    if (
        place >= last
        or row[place] not in WEEKDAYS
        or (row[place] in ("sun", "sat", "wed", "mar", "may") and place == at and not _leads(row, at, first))
    ):
        return None
    name = "next" if row[at] == "next" else "coming"
    stop = place + 1
    if stop < last and row[stop] == "week":
        return Part("day", at, stop + 1, "after", WEEKDAYS[row[place]])
    if row[stop : stop + 2] == ["next", "week"] or row[stop : stop + 3] == ["of", "next", "week"]:
        return Part("day", at, stop + (3 if row[stop] == "of" else 2), "next", WEEKDAYS[row[place]])
    if row[stop : stop + 2] == ["this", "week"]:
        stop += 2
    if row[max(first, at - 3) : at] == ["a", "week", "on"]:
        name = "after"
    return Part("day", at, stop, name, WEEKDAYS[row[place]], before=_is_before(row, at, first))


def _leads(row: list[str], at: int, first: int) -> bool:
    return at > first and row[at - 1] in ("on", "by", "until", "till", "before")


def _week(row: list[str], at: int, first: int, last: int) -> Part | None:
    if row[at] == "weekend":
        return Part(
            "weekend", at, at + 1, before=_is_before(row, at, first), number=int(at > first and row[at - 1] == "next")
        )
    if row[at] in ("this", "next") and at + 1 < last and row[at + 1] in ("week", "month"):
        kind = row[at + 1]
        if at > first and row[at - 1] == "of":
            return None
        return Part("week", at, at + 2, kind, int(row[at] == "next"))
    return None


def _date(words: Words, at: int, first: int, last: int) -> Part | None:
    row = words.words
    before = _is_before(row, at, first)
    numeric = _numeric(words, at, last)
    if numeric is not None:
        return numeric
    day = _day_number(row, at)
    if day is not None:
        place = at + 1 + (row[at + 1 : at + 2] == ["of"])
        if place < last and row[place] in MONTHS:
            return _dated(row, (at, place + 1, last), day, MONTHS[row[place]], before=before)
        is_named = (
            _ORDINAL.fullmatch(row[at]) is not None and at > first and row[at - 1] in ("the", "on", "by", "until")
        )
        if is_named:
            return Part("day", at, at + 1, "date", day, before=before)
        return None
    if row[at] in MONTHS and at + 1 < last and (row[at] != "may" or words.text[words.starts[at]].isupper()):
        day = _day_number(row, at + 1)
        if day is not None:
            return _dated(row, (at, at + 2, last), day, MONTHS[row[at]], before=before)
    return None


def _day_number(row: list[str], at: int) -> int | None:
    match = _ORDINAL.fullmatch(row[at])
    value = (
        int(match[1])
        if match
        else (int(row[at]) if row[at].isdecimal() and len(row[at]) < 3 else ORDINALS.get(row[at]))
    )
    return value if value is not None and 1 <= value <= 31 else None


def _dated(row: list[str], bounds: tuple[int, int, int], day: int, month: int, *, before: bool) -> Part:
    """With the year, where one follows."""
    at, stop, last = bounds
    has_year = stop < last and row[stop].isdecimal() and len(row[stop]) == 4
    year = int(row[stop]) if has_year else 0
    return Part("day", at, stop + has_year, "date", day, month=month, year=year, before=before)


def _numeric(words: Words, at: int, last: int) -> Part | None:
    """14.11.2026, 14/11/2026, 2026-11-14; day before month, as most of the world writes."""
    row = words.words
    dotted = _DOTTED.fullmatch(row[at])
    if dotted is not None and (dotted[3] or words.text[words.ends[at] : words.ends[at] + 1] == "."):
        return _made(at, at + 1, int(dotted[1]), int(dotted[2]), int(dotted[3] or 0))
    if at + 1 >= last or not row[at].isdecimal() or not row[at + 1].isdecimal():
        return None
    mark = words.text[words.ends[at] : words.starts[at + 1]]
    third = row[at + 2] if at + 2 < last and words.text[words.ends[at + 1] : words.starts[at + 2]] == mark else ""
    if mark == "-" and len(row[at]) == 4 and third.isdecimal():
        return _made(at, at + 3, int(third), int(row[at + 1]), int(row[at]))
    if mark == "/":
        return _made(
            at, at + 2 + third.isdecimal(), int(row[at]), int(row[at + 1]), int(third) if third.isdecimal() else 0
        )
    return None


def _made(at: int, stop: int, day: int, month: int, year: int) -> Part | None:
    if not (1 <= day <= 31 and 1 <= month <= 12 and year < 10_000):
        return None
    return Part("day", at, stop, "date", day, month=month, year=year + 2000 if 0 < year < 100 else year)

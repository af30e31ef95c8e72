"""Clock times in words: "at four", "by 10:30", "half past three", "noon", "5pm"."""

from __future__ import annotations

import re
from datetime import time

from heedful.coach.reading.time.parts import BEFORE, NUMBERS, ROUGHLY, TIME_LEADS, UNITS, WEEKDAYS, Part
from heedful.coach.reading.words import Words

_FIGURE = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?(am|pm|a|p|h|ish|uhr)?")
_LATER = frozenset(("pm", "p"))
_NOT_AFTER = frozenset(UNITS) | frozenset(
    "percent euros euro pounds dollars pieces people persons of street road times times working business more other or-so"
    " letters pages kilos kg metres litres seats boxes items copies steps ones both degrees years year".split()
)


def clock_at(words: Words, at: int, first: int, last: int, *, led: bool = False) -> Part | None:
    """`led`: a word before has already said that a clock time follows."""
    if at >= last:
        return None
    row = words.words
    named = _named(row, at, first)
    if named is not None:
        return named
    half = _half(row, at, last) or _half_of(row, at, first, last)
    if half is not None:
        return half
    is_led = led or (at > first and row[at - 1] in TIME_LEADS)
    return _spelt(words, at, first, last, is_led=is_led) or _figure(words, at, first, last, is_led=is_led)


def _named(row: list[str], at: int, first: int) -> Part | None:
    before = at > first and row[at - 1] in BEFORE
    if row[at] in ("noon", "midday"):
        return Part("clock", at, at + 1, at=time(12, 0), before=before, roughly=_is_rough(row, at, first))
    return None


def _half(row: list[str], at: int, last: int) -> Part | None:
    """Reads "Half past three", "quarter to five", "ten past four"."""
    minutes = {"half": 30, "quarter": 15}.get(row[at]) or (
        NUMBERS.get(row[at]) if row[at] in ("five", "ten", "twenty") else None
    )
    if minutes is None or at + 2 >= last or row[at + 1] not in ("past", "to"):
        return None
    hour = NUMBERS.get(row[at + 2]) or (int(row[at + 2]) if row[at + 2].isdecimal() and len(row[at + 2]) < 3 else None)
    if hour is None or not 0 < hour <= 12 or row[at + 2] in ("a", "an"):
        return None
    if row[at + 1] == "to":
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return _with_tail(row, at, at + 3, last, time(hour % 24, minutes))


def _half_of(row: list[str], at: int, first: int, last: int) -> Part | None:
    """Reads "at half five" as 5:30, as it is said in Britain."""
    if row[at] != "half" or at + 1 >= last or at == first or row[at - 1] not in TIME_LEADS:
        return None
    hour = NUMBERS.get(row[at + 1], 0) if row[at + 1] not in ("a", "an") else 0
    return _with_tail(row, at, at + 2, last, time(hour, 30)) if 0 < hour <= 12 else None


def _spelt(words: Words, at: int, first: int, last: int, *, is_led: bool) -> Part | None:
    row = words.words
    hour = NUMBERS.get(row[at])
    if hour is None or not 0 < hour <= 12 or row[at] in ("a", "an", "couple"):
        return None
    has_clock = at + 1 < last and row[at + 1] in ("o'clock", "oclock", "am", "pm", "sharp")
    if not (is_led or has_clock) or _counts_something(words, at, last):
        return None
    minute, stop = 0, at + 1
    if at + 1 < last and row[at + 1] in ("thirty", "fifteen"):
        minute, stop = NUMBERS[row[at + 1]], at + 2
    return _with_tail(row, at, stop, last, time(hour, minute), roughly=_is_rough(row, at, first))


def _figure(words: Words, at: int, first: int, last: int, *, is_led: bool) -> Part | None:
    row = words.words
    match = _FIGURE.fullmatch(row[at])
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    has_mark = (
        bool(match[3])
        or ":" in row[at]
        or (at + 1 < last and row[at + 1] in ("am", "pm", "o'clock", "uhr", "hour", "sharp", "h"))
    )
    if hour > 24 or minute > 59 or not (is_led or has_mark) or (not has_mark and _counts_something(words, at, last)):
        return None
    roughly = _is_rough(row, at, first) or match[3] == "ish"
    if match[3] in _LATER | {"am", "a"}:
        hour = hour % 12 + (12 if match[3] in _LATER else 0)
        return Part("clock", at, at + 1, at=time(hour % 24, minute), roughly=roughly, before=_is_before(row, at, first))
    is_open = 0 < hour <= 12 and not row[at].startswith("0") and match[3] not in ("h", "uhr")
    return _with_tail(row, at, at + 1, last, time(hour % 24, minute), roughly=roughly, is_open=is_open)


def _with_tail(
    row: list[str], at: int, stop: int, last: int, read: time, *, roughly: bool = False, is_open: bool = True
) -> Part:
    """An "o'clock", "am", "pm", "in the morning" or "sharp" behind it."""
    if stop < last and row[stop] in ("o'clock", "oclock", "sharp", "uhr", "hour", "h"):
        stop += 1
    if stop + 1 < last and row[stop] in ("a", "p") and row[stop + 1] == "m":
        return _fixed(at, stop + 2, read, is_later=row[stop] == "p", roughly=roughly)
    if stop < last and row[stop] in ("am", "pm"):
        return _fixed(at, stop + 1, read, is_later=row[stop] == "pm", roughly=roughly)
    if (
        row[stop : stop + 2] == ["in", "the"]
        and stop + 2 < last
        and row[stop + 2] in ("morning", "afternoon", "evening")
    ):
        return _fixed(at, stop + 3, read, is_later=row[stop + 2] != "morning", roughly=roughly)
    return Part("clock", at, stop, at=read, is_open_reading=is_open, roughly=roughly)


def _fixed(at: int, stop: int, read: time, *, is_later: bool, roughly: bool) -> Part:
    hour = read.hour % 12 + (12 if is_later else 0)
    return Part("clock", at, stop, at=time(hour, read.minute), roughly=roughly)


def _counts_something(words: Words, at: int, last: int) -> bool:
    """Reads "By 5 people", "by one of us", "at 5 Harbour Street": a number that is no hour."""
    if at + 1 >= last:
        return False
    following = words.words[at + 1]
    raw = words.text[words.starts[at + 1]]
    if following == "of":
        return True
    if following in WEEKDAYS or following in ("today", "tomorrow", "tonight", "i", "we"):
        return False
    return following in _NOT_AFTER or (raw.isupper() and at + 1 not in words.commas)


def _is_rough(row: list[str], at: int, first: int) -> bool:
    return at > first and row[at - 1] in ROUGHLY


def _is_before(row: list[str], at: int, first: int) -> bool:
    return at > first and row[at - 1] in BEFORE

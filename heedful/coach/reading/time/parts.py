"""The parts that a time phrase is made of: a day, a clock time, a part of the day, a span, an open word."""

from __future__ import annotations

from datetime import time
from typing import Literal, NamedTuple

Kind = Literal["day", "clock", "part", "span", "end", "week", "weekend", "window", "open", "event"]

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "sixty": 60, "ninety": 90, "couple": 2,
}  # fmt: skip
WEEKDAYS = {
    name: place
    for place, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: place
    for place, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
UNITS = {
    "second": "second", "seconds": "second", "sec": "second", "secs": "second", "minute": "minute", "minutes": "minute",
    "min": "minute", "mins": "minute", "hour": "hour", "hours": "hour", "hrs": "hour", "hr": "hour", "h": "hour",
    "day": "day", "days": "day", "week": "week", "weeks": "week", "fortnight": "fortnight", "month": "month", "months": "month",
}  # fmt: skip
BEFORE = frozenset(("before", "ahead"))
ROUGHLY = frozenset("around about roughly approximately circa towards".split())
TIME_LEADS = frozenset(
    "at by before until till from around about after past latest than to towards roughly circa".split()
)


class Part(NamedTuple):
    """Words `first` to `last` (exclusive). What the fields mean depends on the kind."""

    kind: Kind
    first: int
    last: int
    name: str = ""
    number: int = 0
    at: time | None = None
    is_open_reading: bool = False  # a clock time without am or pm
    roughly: bool = False
    before: bool = False
    month: int = 0
    year: int = 0


def number_of(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    return NUMBERS.get(word)

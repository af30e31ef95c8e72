"""Finding the parts of time phrases in a row of words, from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable

from heedful.coach.reading.time.clocks import clock_at
from heedful.coach.reading.time.days import ORDINALS, day_at
from heedful.coach.reading.time.parts import BEFORE, MONTHS, NUMBERS, WEEKDAYS, Part
from heedful.coach.reading.time.spans import span_at
from heedful.coach.reading.words import Words

_OPEN_WORDS = frozenset(
    "soon shortly presently asap immediately later eventually sometime someday momentarily forthwith instantly directly".split()
)
_OPEN_ROWS = (
    "as soon as possible", "as soon as we can", "as soon as i can", "as quickly as possible", "as fast as possible",
    "in due course", "in due time", "in a moment", "in a sec", "in a second", "in a bit", "in a while", "in a minute",
    "in a jiffy", "at once", "right away", "straight away", "right now", "in no time", "the day before", "at some point",
    "the day after", "the same day", "the very same day", "that same day", "the same afternoon", "the same evening",
    "before long", "in the near future", "in a few minutes", "in a few days", "in a few hours", "within a few days",
    "in the coming days", "one of these days", "when possible", "at the earliest", "any minute", "any moment", "any time",
)  # fmt: skip
_OPEN_BY_PAIR: dict[tuple[str, ...], list[list[str]]] = {}
for _row in _OPEN_ROWS:
    _OPEN_BY_PAIR.setdefault(tuple(_row.split()[:2]), []).append(_row.split())
_PARTS = {
    "morning": "morning", "mornings": "morning", "forenoon": "morning", "breakfast": "morning", "afternoon": "afternoon",
    "evening": "evening", "tonight": "evening", "tonight's": "evening", "midnight": "evening", "night": "evening", "lunch": "lunch",
    "lunchtime": "lunch",
}  # fmt: skip
_HOUSES = frozenset("shop store office desk counter branch bank library kitchen workshop school clinic surgery".split())
_SHUTS = frozenset("closes shuts".split())
_HYPHENATED = re.compile(r"\s?[-–]\s?")


def parts_in(words: Words, first: int, last: int) -> list[Part]:
    """Parts do not overlap; each takes as many words as it can."""
    found: list[Part] = []
    row, taken = words.words, first
    for at in [at for at in range(first, last) if row[at] in _READERS or row[at][0].isdigit()]:
        if at < taken:
            continue
        for read in _READERS.get(row[at], _NUMERIC):
            part = read(words, at, first, last)
            if part is not None:
                found.append(part)
                taken = part.last
                break
    return found


def _open(words: Words, at: int, first: int, last: int) -> Part | None:
    row = words.words
    for phrase in _OPEN_BY_PAIR.get(tuple(row[at : at + 2]), ()):
        if row[at : min(last, at + len(phrase))] == phrase:
            return Part("open", at, at + len(phrase))
    if row[at] == "later" and at + 1 < last and row[at + 1] in ("today", "this", "tonight"):
        return None
    return Part("open", at, at + 1) if row[at] in _OPEN_WORDS else None


def _end(words: Words, at: int, first: int, last: int) -> Part | None:
    """Reads "End of day", "close of business", "before we close", "end of the week"."""
    row = words.words
    if row[at] in ("eod", "cob", "eob"):
        return Part("end", at, at + 1, "day")
    if row[at] in ("eow", "eom"):
        return Part("end", at, at + 1, "week" if row[at] == "eow" else "month")
    if row[at] in ("closing", "close") and row[at + 1 : at + 2] in (["time"], ["tonight"], ["today"]):
        return Part("end", at, at + (2 if row[at + 1] == "time" else 1), "day")
    if row[at] in ("before", "until", "till", "by", "when") and row[at + 1 : at + 3] in (
        ["we", "close"],
        ["we", "shut"],
        ["the", "close"],
    ):
        return Part("end", at, at + 3, "day")
    if row[at] in BEFORE and (size := _closing_of_house(row, at, last)):
        return Part("end", at, at + size, "day")
    if row[at] in ("end", "close") and row[at + 1 : at + 2] == ["of"]:
        place = at + 2
        while place < last and row[place] in (
            "the",
            "this",
            "our",
            "my",
            "your",
            "working",
            "business",
            "play",
            "today",
        ):
            if row[place] in ("business", "play", "today") and not (
                place + 1 < last and row[place + 1] in ("day", "week")
            ):
                return Part("end", at, place + (row[place] != "today"), "day")
            place += 1
        return _end_unit(row, at, place, last)
    return None


def _closing_of_house(row: list[str], at: int, last: int) -> int:
    """Of "before closing time" and "before the shop closes" the number of words."""
    if row[at + 1 : at + 3] == ["closing", "time"]:
        return 3
    named = row[at + 1 : min(last, at + 4)]
    is_house = len(named) == 3 and named[0] in ("the", "our") and named[1] in _HOUSES and named[2] in _SHUTS
    return 4 if is_house else 0


def _end_unit(row: list[str], at: int, place: int, last: int) -> Part | None:
    following = place < last and row[place] == "next"
    place += following
    if place >= last:
        return None
    name = row[place]
    if name in MONTHS and not following:
        return Part("end", at, place + 1, "month", month=MONTHS[name])
    if name in ("day", "week", "month"):
        return Part("end", at, place + 1, name, int(following))
    return None


def _window(words: Words, at: int, first: int, last: int) -> Part | None:
    """Reads "Between 8 and 10", "from two to four", "8-10": due at its end."""
    row = words.words
    lead = row[at] if row[at] in ("between", "from") else ""
    start = clock_at(words, at + 1 if lead else at, first, last, led=bool(lead)) if at + bool(lead) < last else None
    if start is None:
        start = _bare_hour(words, at, last) if not lead else None
    if start is None or start.last >= last:
        return None
    place = start.last
    joined = row[place] in (("and", "to", "till", "until") if lead else ("to", "till", "until"))
    hyphen = _HYPHENATED.fullmatch(words.text[words.ends[place - 1] : words.starts[place]]) is not None
    if not joined and not hyphen:
        return None
    end = clock_at(words, place + joined, first, last, led=True)
    return Part("window", at, end.last, at=end.at, is_open_reading=end.is_open_reading) if end else None


def _bare_hour(words: Words, at: int, last: int) -> Part | None:
    """The "8" of "8-10": an hour only because a hyphen and another hour follow."""
    if at + 1 >= last or not words.words[at].isdecimal():
        return None
    if _HYPHENATED.fullmatch(words.text[words.ends[at] : words.starts[at + 1]]) is None:
        return None
    return clock_at(words, at, at, last, led=True)


def _part_of_day(words: Words, at: int, first: int, last: int) -> Part | None:
    row = words.words
    if row[at] == "first" and row[at + 1 : at + 2] == ["thing"]:
        return Part("part", at, at + 2, "morning")
    if row[at] in ("last", "final") and row[at + 1 : at + 2] == ["thing"]:
        return Part("end", at, at + 2, "day")
    name = _PARTS.get(row[at])
    if name is None or (name == "morning" and at > first and row[at - 1] == "good"):
        return None
    if at > first and row[at - 1] in ("last", "yesterday", "every", "each", "good"):
        return None
    before = at > first and row[at - 1] in ("before", "over", "after")
    if name == "lunch" and not (before or (at > first and row[at - 1] in ("by", "until", "till", "at", "around"))):
        return None
    return Part("part", at, at + 1, name, before=before and row[at - 1] == "before")


def _span(words: Words, at: int, first: int, last: int) -> Part | None:
    return span_at(words.words, at, last)


_Reader = Callable[[Words, int, int, int], Part | None]
_HOURS = frozenset(NUMBERS).difference(("a", "an"))
# In the order in which they are asked; each with the words that its parts begin with.
_BEGINNINGS: tuple[tuple[_Reader, frozenset[str]], ...] = (
    (_open, frozenset(first for first, _ in _OPEN_BY_PAIR) | _OPEN_WORDS),
    (_span, frozenset("in within inside under give".split())),
    (_end, frozenset("eod cob eob eow eom closing close before until till by when end".split())),
    (_window, _HOURS | frozenset("between from noon midday half quarter".split())),
    (
        day_at,
        frozenset(WEEKDAYS)
        | frozenset(MONTHS)
        | frozenset(ORDINALS)
        | frozenset("today tomorrow later this same tonight next coming weekend day".split()),
    ),
    (_part_of_day, frozenset(_PARTS) | frozenset("first last final".split())),
    (clock_at, _HOURS | frozenset("noon midday half quarter".split())),
)
_NUMERIC: tuple[_Reader, ...] = (_window, day_at, clock_at)
_READERS = {
    word: tuple(read for read, begins in _BEGINNINGS if word in begins)
    for word in frozenset().union(*(begins for _, begins in _BEGINNINGS))
}

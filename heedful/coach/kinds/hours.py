"""The hours and days that the customer said suit them or do not, and a reply that offers another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from heedful.coach.reading.time.parts import WEEKDAYS
from heedful.coach.reading.time.parts_of import parts_in
from heedful.coach.reading.words import Words
from heedful.coach.scene import Scene

_SIGNS = frozenset("before after only except not never no".split())
_NO = frozenset("no not never nothing nobody cannot except without".split())
_BEGINS = {"morning": 6, "mornings": 6, "afternoon": 12, "afternoons": 12, "evening": 17, "evenings": 17, "noon": 12}
_ENDS = {"morning": 12, "mornings": 12, "afternoon": 18, "afternoons": 18, "evening": 24, "evenings": 24}
_FIRST_HOUR = 7  # "two" is rarely said of the night
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """From which hour until which they are free, and the weekdays on which they are not."""

    earliest: int = 0
    latest: int = 24
    days: frozenset[int] = frozenset()


def ill_timed(scene: Scene) -> tuple[int, int] | None:
    """The words of the draft that offer a time at which the customer said they cannot."""
    if not scene.says("when") or _SIGNS.isdisjoint(scene.their_words):
        return None
    for one in scene.heard.words:
        limits = _limits(one)
        if limits == Limits():
            continue
        offers = list(_offers(scene.words))
        hours = [(limits.earliest <= hour < limits.latest, at) for hour, _, *at in offers if hour is not None]
        days = [(day not in limits.days, at) for _, day, *at in offers if day is not None]
        for suited in (hours, days):
            if suited and not any(suits for suits, _ in suited):
                first, last = suited[0][1]
                return first, last
    return None


def _limits(words: Words) -> Limits:
    earliest, latest, days = 0, 24, set[int]()
    row = words.words
    for hour, _, first, last in _offers(words):
        before = row[max(0, first - _NEAR) : first]
        not_before = before[-1:] == ["before"] and not _NO.isdisjoint(before)
        only_after = "after" in before[-2:] and "only" in (*before, *row[last : last + 2])
        if hour is not None and (not_before or only_after):
            earliest = max(earliest, hour)
    for at, word in enumerate(row):
        near = row[max(0, at - _NEAR) : at]
        if word in _ENDS and ("only" in near[-3:] or row[at + 1 : at + 2] == ["only"]):
            earliest, latest = max(earliest, _BEGINS[word]), min(latest, _ENDS[word])
        elif (day := WEEKDAYS.get(word.removesuffix("s"))) is not None and _is_ruled_out(word, near):
            days.add(day)
    return Limits(earliest, latest, frozenset(days))


def _is_ruled_out(day: str, before: list[str]) -> bool:
    """Of "no Mondays", "please not on Monday"; "it did not come on Monday" tells of one that is past."""
    if day.endswith("days"):
        return not _NO.isdisjoint(before[-2:])
    return before[-3:] in (["please", "not", "on"], ["but", "not", "on"], ["just", "not", "on"])


def _offers(words: Words) -> Iterator[tuple[int | None, int | None, int, int]]:
    """(hour, weekday, first word, last word) of each time that is named, as far as it says."""
    row = words.words
    for sentence in words.sentences:
        for part in parts_in(words, sentence.first, sentence.last):
            told = row[part.first : part.last]
            if part.at is not None:
                late = part.is_open_reading and part.at.hour < _FIRST_HOUR
                yield part.at.hour + (12 if late else 0), None, part.first, part.last
            elif hours := [_BEGINS[word] for word in told if word in _BEGINS]:
                yield hours[0], None, part.first, part.last
            elif days := [WEEKDAYS[word] for word in told if word in WEEKDAYS]:
                yield None, days[0], part.first, part.last

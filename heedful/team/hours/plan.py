"""Opening hours as somebody writes them down: a week, public holidays, days of their own, a time zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

DAY_MINUTES = 24 * 60
Interval = tuple[int, int]  # minutes since local midnight; one that ends after midnight ends beyond 1440
Day = tuple[Interval, ...]

WEEKDAY: Day = ((9 * 60, 17 * 60),)
OFFICE_WEEK: tuple[Day, ...] = (*[WEEKDAY] * 5, (), ())


@dataclass(frozen=True, slots=True, order=True)
class SpecialDay:
    """A date with hours of its own, or with none: then it is closed. It wins over a public holiday."""

    on: date
    intervals: Day = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """One version. `week` begins on Monday; an interval belongs to the day on which it opens."""

    timezone: str = "UTC"
    week: tuple[Day, ...] = OFFICE_WEEK
    country: str = ""
    subdivision: str = ""
    days: tuple[SpecialDay, ...] = ()
    goal_in_open_time: bool = False
    _special: dict[date, Day] = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_special", {day.on: day.intervals for day in self.days})
        told = (self.timezone, self.week, self.country, self.subdivision, self.days, self.goal_in_open_time)
        object.__setattr__(self, "_hash", hash(told))

    def __hash__(self) -> int:
        """Reckoned once: every question to the calendar looks its year up by these hours."""
        return self._hash

    def special(self, on: date) -> Day | None:
        """The hours of this very date, or None where the week and the holidays decide."""
        return self._special.get(on)

    @property
    def is_ever_open(self) -> bool:
        return any(self.week) or any(day.intervals for day in self.days)


def to_document(hours: Hours) -> dict[str, Any]:
    """As it is kept in a row."""
    return {
        "timezone": hours.timezone,
        "week": [[list(interval) for interval in day] for day in hours.week],
        "country": hours.country,
        "subdivision": hours.subdivision,
        "days": [[day.on.isoformat(), [list(one) for one in day.intervals], day.name] for day in hours.days],
        "goal_in_open_time": hours.goal_in_open_time,
    }


def from_document(document: dict[str, Any]) -> Hours:
    return Hours(
        timezone=document["timezone"],
        week=tuple(_day(day) for day in document["week"]),
        country=document["country"],
        subdivision=document["subdivision"],
        days=tuple(SpecialDay(date.fromisoformat(on), _day(day), name) for on, day, name in document["days"]),
        goal_in_open_time=document["goal_in_open_time"],
    )


def _day(intervals: list[list[int]]) -> Day:
    return tuple((opens, closes) for opens, closes in intervals)

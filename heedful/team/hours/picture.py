"""The week as bars: where on a day's line each time of opening begins and how long it is, in 96ths."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.team.hours.plan import DAY_MINUTES, Hours
from heedful.team.hours.words import day_text
from heedful.ui.tongue import tongue

STEPS = 96
STEP = DAY_MINUTES // STEPS


@dataclass(frozen=True, slots=True)
class DayLine:
    """One weekday. `bars` are (start, length) in quarters of an hour."""

    name: str
    text: str
    bars: tuple[tuple[int, int], ...]


def picture_of(hours: Hours) -> list[DayLine]:
    """Monday first; what runs over midnight goes on in the next day's line."""
    lines = []
    for number, name in enumerate(tongue().weekdays):
        night = [(0, closes - DAY_MINUTES) for _, closes in hours.week[number - 1] if closes > DAY_MINUTES]
        today = [(opens, min(closes, DAY_MINUTES)) for opens, closes in hours.week[number]]
        bars = tuple(_bar(opens, closes) for opens, closes in [*night, *today])
        lines.append(DayLine(name, day_text(hours.week[number]), bars))
    return lines


def _bar(opens: int, closes: int) -> tuple[int, int]:
    start = min(opens // STEP, STEPS - 1)
    return start, max(1, round(closes / STEP) - start)

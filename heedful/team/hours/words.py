"""Hours in words: in the form, for the coach, in the history, and for customers."""

from __future__ import annotations

from itertools import groupby

from django.utils.translation import gettext as _

from heedful.team.hours.plan import DAY_MINUTES, Day, Hours
from heedful.ui.tongue import tongue

ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def clock_text(minute: int) -> str:
    """09:00; midnight at the end of a day is 24:00, after it the clock starts anew."""
    if minute > DAY_MINUTES:
        minute -= DAY_MINUTES
    return f"{minute // 60:02}:{minute % 60:02}"


def day_text(day: Day) -> str:
    """As `reading.read_day` reads it again."""
    return ", ".join(f"{clock_text(opens)}–{clock_text(closes)}" for opens, closes in day)


def week_lines(hours: Hours) -> list[tuple[str, str]]:
    """Days that are alike together: `('Mon–Fri', '09:00–17:00')`."""
    names = tongue().weekdays_short
    return [(_row(names, first, last, "–"), day_text(day) or _("closed")) for first, last, day in _alike(hours)]


def week_text(hours: Hours) -> str:
    """One line, as the history shows it."""
    return "; ".join(f"{days} {text}" for days, text in week_lines(hours))


def coach_text(hours: Hours) -> str:
    """`Mon-Fri 09:00-17:00; Sat 10:00-14:00`: from the first opening to the last closing of a day, in English."""
    return "; ".join(
        f"{_row(ENGLISH, first, last, '-')} {clock_text(day[0][0])}-{clock_text(min(day[-1][1], DAY_MINUTES))}"
        for first, last, day in _alike(hours)
        if day
    )


def _alike(hours: Hours) -> list[tuple[int, int, Day]]:
    """Runs of weekdays that have the same hours."""
    runs = []
    for day, numbers in groupby(range(7), key=lambda number: hours.week[number]):
        row = list(numbers)
        runs.append((row[0], row[-1], day))
    return runs


def _row(names: tuple[str, ...], first: int, last: int, dash: str) -> str:
    return names[first] if first == last else f"{names[first]}{dash}{names[last]}"

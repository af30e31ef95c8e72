"""Days with hours of their own as rows of the form: one for each run of days that are alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from heedful.team.hours.plan import SpecialDay
from heedful.team.hours.reading import BadHours, read_day
from heedful.team.hours.words import day_text

MOST_DAYS, MOST_ROWS, SPARE = 400, 100, 3
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayRow:
    """As it stands in the form, whether it can be read or not."""

    first: str = ""
    last: str = ""
    hours: str = ""
    name: str = ""
    error: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.first or self.last or self.hours or self.name)


def rows_of(days: Iterable[SpecialDay], *, since: date) -> list[DayRow]:
    """Those that are not over, runs of alike days together, and some empty rows to fill in."""
    runs: list[list[SpecialDay]] = []
    for day in sorted(day for day in days if day.on >= since):
        before = runs[-1][-1] if runs else None
        alike = before and (before.on + DAY, before.intervals, before.name) == (day.on, day.intervals, day.name)
        if alike:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [*map(_row, runs), *[DayRow()] * SPARE]


def _row(run: list[SpecialDay]) -> DayRow:
    first, last = run[0].on.isoformat(), run[-1].on.isoformat() if len(run) > 1 else ""
    return DayRow(first, last, day_text(run[0].intervals), run[0].name)


def typed_rows(columns: Iterable[Iterable[str]]) -> list[DayRow]:
    """What was sent, column by column."""
    rows = zip(*([text.strip()[:200] for text in list(column)[:MOST_ROWS]] for column in columns), strict=False)
    return [DayRow(*row) for row in rows]


def read_rows(rows: Iterable[DayRow], *, today: date) -> tuple[list[SpecialDay], list[DayRow]]:
    """The days, and the rows again with what is wrong about them."""
    found: dict[date, SpecialDay] = {}
    told: list[DayRow] = []
    for row in rows:
        error = ""
        try:
            _take_in(found, row, today)
        except BadHours as bad:
            error = str(bad)
        told.append(DayRow(row.first, row.last, row.hours, row.name, error))
    return sorted(found.values()), told


def _take_in(found: dict[date, SpecialDay], row: DayRow, today: date) -> None:
    if row.is_blank:
        return
    first = _date(row.first)
    last = _date(row.last) if row.last else first
    if last < first:
        raise BadHours(_("The last day lies before the first."))
    if first.year > today.year + 5 or (last - first).days >= MOST_DAYS:
        raise BadHours(_("That is too far away or too long. Five years ahead and a year at once can be planned."))
    intervals = read_day(row.hours)
    for number in range((last - first).days + 1):
        on = first + DAY * number
        if on in found:
            raise BadHours(_("%(day)s stands here twice.") % {"day": on.isoformat()})
        found[on] = SpecialDay(on, intervals, row.name[:80])
        if len(found) > MOST_DAYS:
            raise BadHours(_("These are more than %(most)d days of their own.") % {"most": MOST_DAYS})


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadHours(_("This needs a date, such as 2027-12-24.")) from error

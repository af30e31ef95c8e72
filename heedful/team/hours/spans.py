"""From local hours to instants: the open spans of one year, exact over every change of the clocks.

A time of day stands for the first instant at which the local clock has reached it. What the clock jumps over is
reached at the jump; what it shows twice counts the first time. So a clock that is put back closes nobody twice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from heedful.events.instant import SECOND
from heedful.team.hours.plan import DAY_MINUTES, Day, Hours
from heedful.team.hours.public_holidays import holidays_in

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Year:
    """The merged open spans from `start` up to `end`; `before[i]` is the open time before span i."""

    start: int
    end: int
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    before: tuple[int, ...]

    def open_until(self, at: int) -> int:
        """Open time from the start of the year up to an instant within it."""
        index = bisect_right(self.opens, at) - 1
        if index < 0:
            return 0
        return self.before[index] + min(at, self.closes[index]) - self.opens[index]

    def instant_after(self, open_time: int) -> int:
        """The first instant up to which the year has been open for so long; the year must hold that much."""
        index = max(bisect_right(self.before, open_time - 1, hi=len(self.opens)) - 1, 0)
        return self.opens[index] + open_time - self.before[index]

    def span_at(self, at: int) -> Span | None:
        """The span that an instant lies in, else the next one of this year."""
        index = bisect_right(self.opens, at) - 1
        if index >= 0 and at < self.closes[index]:
            return self.opens[index], self.closes[index]
        return (self.opens[index + 1], self.closes[index + 1]) if index + 1 < len(self.opens) else None


@lru_cache(maxsize=512)
def year_of(hours: Hours, year: int) -> Year:
    """A few milliseconds to make, kept for as long as it is in use."""
    zone = ZoneInfo(hours.timezone)
    start, end = reached(date(year, 1, 1), 0, zone), reached(date(year + 1, 1, 1), 0, zone)
    merged = list(_merged(_spans(hours, zone, year), start, end))
    lengths = accumulate((closes - opens for opens, closes in merged), initial=0)
    return Year(start, end, tuple(span[0] for span in merged), tuple(span[1] for span in merged), tuple(lengths))


def _spans(hours: Hours, zone: ZoneInfo, year: int) -> Iterator[Span]:
    """One for each interval, from the eve of the year, whose night may run into it."""
    on, last = date(year - 1, 12, 31), date(year, 12, 31)
    while on <= last:
        for opens, closes in day_of(hours, on):
            yield reached(on, opens, zone), reached(on, closes, zone)
        on += timedelta(days=1)


def day_of(hours: Hours, on: date) -> Day:
    """The intervals that open on a date: its own, none on a public holiday, else those of the weekday."""
    special = hours.special(on)
    if special is not None:
        return special
    if hours.country and on in holidays_in(hours.country, hours.subdivision, on.year):
        return ()
    return hours.week[on.weekday()]


def _merged(spans: Iterator[Span], start: int, end: int) -> Iterator[Span]:
    """In order, without overlaps, inside the year."""
    opens = closes = start
    for first, last in sorted(spans):
        if first > closes:
            if closes > opens:
                yield opens, closes
            opens = closes = max(first, start)
        closes = max(closes, min(last, end))
    if closes > opens:
        yield opens, closes


def reached(on: date, minute: int, zone: ZoneInfo) -> int:
    """The first instant at which the clock of a zone has reached this minute of this date."""
    days, rest = divmod(minute, DAY_MINUTES)
    wall = datetime.combine(on + timedelta(days=days), time(rest // 60, rest % 60))
    instant = _instant(wall.replace(tzinfo=zone))
    if wall_clock(instant, zone) == wall:
        return instant
    low, high = _instant(wall.replace(tzinfo=zone, fold=1)) // SECOND, instant // SECOND
    while low < high:  # the clock jumps over it: look for the jump
        middle = (low + high) // 2
        if wall_clock(middle * SECOND, zone) >= wall:
            high = middle
        else:
            low = middle + 1
    return low * SECOND


def wall_clock(instant: int, zone: ZoneInfo) -> datetime:
    """What a clock on the wall shows, without its zone."""
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone).replace(tzinfo=None, fold=0)


def _instant(moment: datetime) -> int:
    return (moment.astimezone(UTC) - EPOCH) // MICROSECOND

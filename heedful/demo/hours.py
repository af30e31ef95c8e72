"""When the shops are open, and which of the days are busy."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from heedful.demo.firm import Trade, load_firm
from heedful.events.instant import MINUTE, from_datetime, to_datetime

CLOSED = {(3, 17), (1, 1), *((12, day) for day in range(25, 32))}
# Mondays both shops are closed; on Tuesdays the weekend's mail is read.
WEEKDAYS = (0.55, 1.25, 1.05, 1.0, 1.05, 1.1, 0.6)
# School starts and concerts in autumn, cakes and presents in December, weddings in early summer.
MONTHS = (0.8, 0.85, 0.95, 1.0, 1.1, 1.15, 0.9, 0.85, 1.2, 1.05, 1.1, 1.3)
NIGHT_ENDS, NIGHT_BEGINS = 7 * 60, 23 * 60


class Hours:
    """The opening hours of one trade."""

    def __init__(self, trade: Trade) -> None:
        self.zone = ZoneInfo(trade.timezone)
        self._spans = dict(trade.hours)

    def local(self, at: int) -> datetime:
        return to_datetime(at).astimezone(self.zone)

    def day(self, at: int) -> date:
        return self.local(at).date()

    def at(self, day: date, minute: float) -> int:
        """The instant of a local time of day."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        return from_datetime(midnight.replace(hour=int(minute) // 60, minute=int(minute) % 60)) + int(
            (minute % 1) * MINUTE
        )

    def span(self, day: date) -> tuple[int, int] | None:
        """Opening and closing in minutes after midnight; None on a closed day."""
        return None if (day.month, day.day) in CLOSED else self._spans.get(day.weekday())

    def is_open(self, at: int) -> bool:
        local = self.local(at)
        span = self.span(local.date())
        return span is not None and span[0] <= local.hour * 60 + local.minute < span[1]

    def closing(self, day: date) -> int:
        span = self.span(day)
        return self.at(day, span[1] if span else 17 * 60)

    def next_open(self, at: int, chance: Random) -> int:
        """The same moment when open, else some time in the first hour and a half of the next opening."""
        if self.is_open(at):
            return at
        day = self.day(at)
        for offset in range(20):
            span = self.span(day + timedelta(days=offset))
            if span is None:
                continue
            opening = self.at(day + timedelta(days=offset), span[0])
            if opening > at:
                return opening + int(chance.uniform(4, 90) * MINUTE)
        raise ValueError("This shop never opens.")

    def last_open(self, at: int, chance: Random) -> int:
        """The same moment when open, else some time in the last two hours of the opening before."""
        if self.is_open(at):
            return at
        day = self.day(at)
        for offset in range(20):
            if self.span(day - timedelta(days=offset)) is None:
                continue
            closing = self.closing(day - timedelta(days=offset))
            if closing <= at:
                return closing - int(chance.uniform(5, 110) * MINUTE)
        raise ValueError("This shop never opens.")

    def by_day(self, at: int, chance: Random) -> int:
        """Out of the night: people write between seven and eleven."""
        local = self.local(at)
        minute = local.hour * 60 + local.minute
        if NIGHT_ENDS <= minute < NIGHT_BEGINS:
            return at
        day = local.date() + timedelta(days=1 if minute >= NIGHT_BEGINS else 0)
        return self.at(day, NIGHT_ENDS + chance.uniform(2, 150))

    def open_days(self, first: date, last: date) -> list[date]:
        days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
        return [day for day in days if self.span(day) is not None]


@cache
def hours_of(brand: str) -> Hours:
    return Hours(load_firm().trades[brand])


def weight(day: date, share: float) -> float:
    """How busy a day is. `share` runs from 0 at the start of the history to 1 at its end: the shop grows."""
    quiet = 0.15 if (day.month, day.day) in CLOSED else 1.0
    return WEEKDAYS[day.weekday()] * MONTHS[day.month - 1] * quiet * (0.5 + share)

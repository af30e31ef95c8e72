"""The slow and obvious reading of opening hours: look at a clock on the wall, minute after minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from heedful.events.instant import MINUTE, from_datetime, to_datetime
from heedful.team.hours.plan import Hours
from heedful.team.hours.spans import day_of


def instant(text: str) -> int:
    """Of an ISO time that names its offset."""
    return from_datetime(datetime.fromisoformat(text))


def walk(hours: Hours, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Every minute with whether it is open. The hand of this clock never goes back: it waits instead."""
    zone = ZoneInfo(hours.timezone)
    begin = to_datetime(start) - timedelta(days=2)  # so that a clock just put back is still waiting
    hand = datetime(1, 1, 1)  # noqa: DTZ001 (a clock on the wall knows no zone)
    for number in range((end - from_datetime(begin)) // MINUTE):
        moment = begin + timedelta(minutes=number)
        hand = max(hand, moment.astimezone(zone).replace(tzinfo=None))
        at = from_datetime(moment)
        if at >= start:
            yield at, _is_open(hours, hand)


def _is_open(hours: Hours, hand: datetime) -> bool:
    today = hand.date()
    minute = hand.hour * 60 + hand.minute
    running = any(opens <= minute < closes for opens, closes in day_of(hours, today))
    from_last_night = any(minute + 1440 < closes for _, closes in day_of(hours, today - timedelta(days=1)))
    return running or from_last_night


def at_utc(year: int, month: int, day: int, minute: int = 0) -> int:
    return from_datetime(datetime(year, month, day, tzinfo=UTC)) + minute * MINUTE

"""The clock that a promise is read against: now, the time zone, and when the house is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from heedful.coach.reading.patterns import Late

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RANGE = Late(
    r"(?i)\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s*[-–]\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*)?((?:\s*,\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)*)"
    r"\s*:?\s*(\d{1,2})[:.](\d\d)\s*[-–]\s*(\d{1,2})[:.](\d\d)"
)
_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is the local wall clock; `hours` holds opening and closing time by weekday, 0 is Monday."""

    now: datetime
    zone: ZoneInfo
    hours: dict[int, tuple[time, time]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()

    def closing(self, day: date) -> time:
        """23:59 where no hours are known for that day."""
        return self.hours[day.weekday()][1] if day.weekday() in self.hours else _LAST_MINUTE

    def is_open(self, day: date) -> bool:
        return day.weekday() in self.hours if self.hours else day.weekday() < 5

    def later(self, span: timedelta) -> datetime:
        """Elapsed time, so that a change of the clocks in between shows."""
        start = self.now.replace(tzinfo=self.zone).timestamp()
        return datetime.fromtimestamp(start + span.total_seconds(), self.zone).replace(tzinfo=None)

    def working_day(self, count: int) -> date:
        """Counted from tomorrow: Monday to Friday, and only days that are open."""
        day = self.today
        left = min(count, 400)
        while left > 0:
            day += timedelta(days=1)
            if day.weekday() < 5 and (not self.hours or self._opens_on_a_weekday_like(day)):
                left -= 1
        return day

    def _opens_on_a_weekday_like(self, day: date) -> bool:
        return day.weekday() in self.hours or not any(weekday < 5 for weekday in self.hours)

    def last_open_day(self, week_of: date) -> date:
        """Of the week that starts on Monday; Friday where no hours are known."""
        monday = week_of - timedelta(days=week_of.weekday())
        return monday + timedelta(days=max(self.hours) if self.hours else 4)


def make_clock(now: datetime | None, tz: str, hours: str) -> Clock | None:
    """None without a now. An unknown time zone keeps the offset that `now` came with."""
    if now is None:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - 5 ms of the first review, which often has no clock

    try:
        zone = ZoneInfo(tz or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    local = now.astimezone(zone) if now.tzinfo is not None else now
    return Clock(local.replace(tzinfo=None), zone, read_hours(hours))


def read_hours(text: str) -> dict[int, tuple[time, time]]:
    """Reads "Mon-Fri 09:00-17:30; Sat 10:00-14:00" by weekday; what cannot be read is left out."""
    found: dict[int, tuple[time, time]] = {}
    for match in _RANGE.finditer(text):
        first, last, more, *figures = match.groups()
        opens, closes = _time(figures[0], figures[1]), _time(figures[2], figures[3])
        if opens is None or closes is None:
            continue
        for day in _days(first, last, more):
            found[day] = (found[day][0] if day in found else opens, closes)
    return found


def _time(hour: str, minute: str) -> time | None:
    if int(hour) == 24 and int(minute) == 0:
        return _LAST_MINUTE
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _days(first: str, last: str | None, more: str) -> list[int]:
    start = _DAYS.index(first[:3].lower())
    stop = _DAYS.index(last[:3].lower()) if last else start
    row = [(start + step) % 7 for step in range((stop - start) % 7 + 1)]
    return row + [_DAYS.index(name.strip()[:3].lower()) for name in more.split(",") if name.strip()]

"""Hours in which somebody wants no noise, on their own clock, also where it jumps. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from heedful.events.instant import from_datetime, to_datetime

AHEAD = 9  # days that are looked at: a whole week may be quiet but for an hour


@dataclass(frozen=True, slots=True)
class Quiet:
    """Minutes since midnight, `begins` may be later than `ends`; equal or missing means no quiet night.

    `days` are weekdays that are quiet from midnight to midnight, Monday is 0.
    """

    zone: str = "UTC"
    begins: int | None = None
    ends: int | None = None
    days: frozenset[int] = frozenset()

    def is_at(self, instant: int) -> bool:
        """Whether this moment is quiet."""
        local = to_datetime(instant).astimezone(ZoneInfo(self.zone))
        return local.weekday() in self.days or self._is_night(local.hour * 60 + local.minute)

    def over_at(self, instant: int) -> int | None:
        """The first moment from this one on that is not quiet; None when all of the week is."""
        if not self.is_at(instant):
            return instant
        today = to_datetime(instant).astimezone(ZoneInfo(self.zone)).date()
        ends = sorted({0, self.ends or 0})
        candidates = (self.at(today + timedelta(days=day), minute) for day in range(AHEAD) for minute in ends)
        return next((moment for moment in candidates if moment > instant and not self.is_at(moment)), None)

    def next_hour(self, hour: int, after: int) -> int | None:
        """When the clock next strikes an hour; where that is quiet, when the quiet is over."""
        today = to_datetime(after).astimezone(ZoneInfo(self.zone)).date()
        strikes = (self.at(today + timedelta(days=day), hour * 60) for day in range(AHEAD))
        struck = next(moment for moment in strikes if moment > after)
        return self.over_at(struck)

    def at(self, day: date, minute: int) -> int:
        """A time of the clock as an instant. One that the clock leaves out in spring is as much later as it jumps."""
        wall = datetime.combine(day, time(*divmod(minute, 60)), tzinfo=ZoneInfo(self.zone))
        return from_datetime(wall.astimezone(UTC))

    def _is_night(self, minute: int) -> bool:
        if self.begins is None or self.ends is None or self.begins == self.ends:
            return False
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends

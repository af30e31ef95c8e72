"""The reader's clock: one moment, one zone, one language, for all the times of a page."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from django.utils import timezone

from heedful.ui.tongue import Tongue, tongue

SECOND = 1_000_000
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
STEPS = ((0.5, "w1"), (0.8, "w2"), (1.0, "w3"))
EARLIEST, LATEST = -62_000_000_000, 253_000_000_000  # seconds that every calendar can hold


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is in seconds; instants are microseconds since the epoch."""

    now: float
    zone: tzinfo
    tongue: Tongue
    today: datetime

    @classmethod
    def here(cls) -> Clock:
        """In the zone and language of the page that is being made."""
        moment, zone = time.time(), timezone.get_current_timezone()
        return cls(moment, zone, tongue(), datetime.fromtimestamp(moment, tz=zone))

    def local(self, instant: int) -> datetime:
        """One that no calendar can hold becomes the nearest that can."""
        return datetime.fromtimestamp(min(max(instant / SECOND, EARLIEST), LATEST), tz=self.zone)

    def time(self, moment: datetime) -> str:
        return f"{moment.hour:02}:{moment.minute:02}"

    def exact(self, moment: datetime) -> str:
        """Day, time and zone: what the pointer shows."""
        return self.tongue.exact % {**self._parts(moment), "time": self.time(moment), "zone": moment.tzname()}

    def short(self, moment: datetime) -> str:
        """In lists: the time today, the weekday this week, otherwise the date."""
        days = self.today.toordinal() - moment.toordinal()
        if days == 0:
            return self.time(moment)
        if 0 < days < 7:
            return self.tongue.weekdays_short[moment.weekday()]
        pattern = self.tongue.date if moment.year == self.today.year else self.tongue.date_year
        return pattern % {**self._parts(moment), "month": self.tongue.months_short[moment.month - 1]}

    def soon(self, instant: int) -> str:
        """For what is still to come: the time today, weekday and time within six days, otherwise the date."""
        moment = self.local(instant)
        days = moment.toordinal() - self.today.toordinal()
        if days == 0:
            return self.time(moment)
        if 0 < days < 7:
            return f"{self.tongue.weekdays_short[moment.weekday()]} {self.time(moment)}"
        pattern = self.tongue.date if moment.year == self.today.year else self.tongue.date_year
        return pattern % {**self._parts(moment), "month": self.tongue.months_short[moment.month - 1]}

    def day(self, moment: datetime) -> str:
        """A heading between days."""
        words = self.tongue
        named = (words.day if moment.year == self.today.year else words.day_year) % self._parts(moment)
        days = self.today.toordinal() - moment.toordinal()
        if days == 0:
            return words.today % {"day": named}
        return words.yesterday % {"day": named} if days == 1 else named

    def month(self, moment: datetime) -> str:
        return f"{self.tongue.months[moment.month - 1]} {moment.year}"

    def waited(self, instant: int) -> str:
        """How long ago in two units at most: 6 m, 2 h 14 m, 3 d 4 h, 90 d."""
        seconds, words = self.since(instant), self.tongue
        if seconds < MINUTE:
            return words.now
        if seconds < HOUR:
            return words.m % {"m": seconds // MINUTE}
        if seconds < DAY:
            return words.h_m % {"h": seconds // HOUR, "m": seconds % HOUR // MINUTE}
        if seconds < 10 * DAY:
            return words.d_h % {"d": seconds // DAY, "h": seconds % DAY // HOUR}
        return words.d % {"d": seconds // DAY}

    def since(self, instant: int) -> int:
        """Whole seconds; none for what is still to come."""
        return max(0, int(self.now - instant / SECOND))

    def share(self, instant: int, goal_minutes: int) -> float:
        """How much of the goal a wait has used."""
        return self.since(instant) / (max(goal_minutes, 1) * MINUTE)

    def _parts(self, moment: datetime) -> dict[str, object]:
        words = self.tongue
        return {
            "weekday": words.weekdays[moment.weekday()],
            "day": moment.day,
            "month": words.months[moment.month - 1],
            "year": moment.year,
        }


def iso(instant: int) -> str:
    """For the `datetime` attribute, in UTC."""
    return f"{datetime.fromtimestamp(min(max(instant // SECOND, EARLIEST), LATEST), tz=UTC):%Y-%m-%dT%H:%M:%SZ}"


def step(share: float) -> str:
    """w1 to w4: how warm a wait looks."""
    return next((name for limit, name in STEPS if share < limit), "w4")


def tenths(share: float) -> int:
    return min(10, int(share * 10))

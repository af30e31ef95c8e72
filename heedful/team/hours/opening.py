"""Whether it is open, and when next: for whoever writes a reply, and for texts that customers read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from heedful.events.instant import now
from heedful.team.hours.queries import schedule_of
from heedful.team.hours.schedule import Schedule
from heedful.team.hours.spans import wall_clock
from heedful.ui.tongue import tongue


@dataclass(frozen=True, slots=True)
class Opening:
    """`opens_at` and `closes_at` are None where that does not happen in any foreseeable time."""

    at: int
    is_open: bool
    opens_at: int | None
    closes_at: int | None
    zone: str

    @property
    def again(self) -> str:
        """'on Monday at 09:00', by the clock of the brand; empty while it is open or when it never opens."""
        return "" if self.is_open or self.opens_at is None else when(self.opens_at, self.at, self.zone)

    @property
    def elsewhere(self) -> str:
        """The zone in which these times are told, where it is not the reader's own."""
        here = timezone.get_current_timezone_name()
        return "" if here == self.zone else self.zone.replace("_", " ")


def opening(brand_id: int, team_id: int | None = None, *, at: int | None = None) -> Opening:
    """One query."""
    return opening_of(schedule_of(brand_id, team_id), now() if at is None else at)


def opening_of(schedule: Schedule, at: int) -> Opening:
    opens_at = schedule.next_open(at)
    is_open = opens_at == at
    return Opening(at, is_open, opens_at, schedule.next_close(at), schedule.hours_at(at).timezone)


def told_to_customers(brand_id: int, team_id: int | None = None, *, at: int | None = None) -> str:
    """One sentence for a text that goes out by itself, in the language in force; empty while we are open."""
    told = opening(brand_id, team_id, at=at)
    return (
        _("We open again %(when)s (%(zone)s time).") % {"when": told.again, "zone": _place(told)} if told.again else ""
    )


def when(instant: int, at: int, zone: str) -> str:
    """In words that stand in a sentence: today, tomorrow, on a weekday of the coming week, on a date."""
    place, words = ZoneInfo(zone), tongue()
    moment, today = wall_clock(instant, place), wall_clock(at, place)
    days = (moment.date() - today.date()) // timedelta(days=1)
    told = {
        "time": f"{moment:%H:%M}",
        "weekday": words.weekdays[moment.weekday()],
        "day": moment.day,
        "month": words.months[moment.month - 1],
        "year": moment.year,
    }
    if days in {0, 1}:
        return (_("tomorrow at %(time)s") if days else _("today at %(time)s")) % told
    if 1 < days < 7:
        return _("on %(weekday)s at %(time)s") % told
    if moment.year == today.year:
        return _("on %(day)d %(month)s at %(time)s") % told
    return _("on %(day)d %(month)s %(year)d at %(time)s") % told


def _place(told: Opening) -> str:
    return told.zone.rpartition("/")[2].replace("_", " ")

"""Instants in words: short in lists, exact on hover, days as headings. An instant is microseconds since the epoch.

The zone is Django's current one; `zone.in_local_time` sets it for a page.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

SECOND = 1_000_000
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
STEPS = ((0.5, "w1"), (0.8, "w2"), (1.0, "w3"))


def local(instant: int) -> datetime:
    """The instant on the reader's clock; one that no calendar can hold becomes the nearest that can."""
    seconds = min(max(instant / SECOND, -62_000_000_000), 253_000_000_000)
    moment = datetime.fromtimestamp(0, tz=UTC) + timedelta(seconds=seconds)
    return moment.astimezone(timezone.get_current_timezone())


def iso(instant: int) -> str:
    """For the `datetime` attribute."""
    return local(instant).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clock(instant: int) -> str:
    return local(instant).strftime("%H:%M")


def exact(instant: int) -> str:
    """Day, time and zone: what the pointer shows."""
    return dateformat.format(local(instant), "l j F Y, H:i T")


def short(instant: int) -> str:
    """In lists: the time today, the weekday this week, otherwise the date."""
    moment, today = local(instant), _today()
    days = (today.date() - moment.date()).days
    if days == 0:
        return moment.strftime("%H:%M")
    if 0 < days < 7:
        return dateformat.format(moment, "D")
    return dateformat.format(moment, "j M" if moment.year == today.year else "j M Y")


def day(instant: int) -> str:
    """A heading between days."""
    moment, today = local(instant), _today()
    named = dateformat.format(moment, "l j F" if moment.year == today.year else "l j F Y")
    days = (today.date() - moment.date()).days
    if days == 0:
        return _("Today, %(day)s") % {"day": named}
    return _("Yesterday, %(day)s") % {"day": named} if days == 1 else named


def month(instant: int) -> str:
    return dateformat.format(local(instant), "F Y")


def waited(instant: int) -> str:
    """How long ago in two units at most: 6 m, 2 h 14 m, 3 d 4 h, 90 d."""
    seconds = _seconds_since(instant)
    if seconds < MINUTE:
        return _("now")
    if seconds < HOUR:
        return _("%(m)d m") % {"m": seconds // MINUTE}
    if seconds < DAY:
        return _("%(h)d h %(m)d m") % {"h": seconds // HOUR, "m": seconds % HOUR // MINUTE}
    days = seconds // DAY
    if days >= 10:
        return _("%(d)d d") % {"d": days}
    return _("%(d)d d %(h)d h") % {"d": days, "h": seconds % DAY // HOUR}


def lasting(minutes: int) -> str:
    """A span, such as a reply goal: 45 m, 4 h, 2 h 30 m, 2 d."""
    hours, rest = divmod(minutes, 60)
    if hours >= 48 and rest == 0 and hours % 24 == 0:
        return _("%(d)d d") % {"d": hours // 24}
    if not hours:
        return _("%(m)d m") % {"m": rest}
    return _("%(h)d h %(m)d m") % {"h": hours, "m": rest} if rest else _("%(h)d h") % {"h": hours}


def used_tenths(instant: int, goal_minutes: int) -> int:
    """How much of the goal the wait has used, in tenths, at most ten."""
    return min(10, int(_share(instant, goal_minutes) * 10))


def wait_step(instant: int, goal_minutes: int) -> str:
    """w1 to w4: how warm a wait looks."""
    share = _share(instant, goal_minutes)
    return next((step for limit, step in STEPS if share < limit), "w4")


def _share(instant: int, goal_minutes: int) -> float:
    return _seconds_since(instant) / (max(goal_minutes, 1) * MINUTE)


def _seconds_since(instant: int) -> int:
    return max(0, int(time.time() - instant / SECOND))


def _today() -> datetime:
    return local(int(time.time() * SECOND))


FILTERS: dict[str, Callable[..., object]] = {
    "iso": iso,
    "clock": clock,
    "exact": exact,
    "short": short,
    "day": day,
    "month": month,
    "waited": waited,
    "lasting": lasting,
    "used_tenths": used_tenths,
    "wait_step": wait_step,
}

"""Instants in words, as filters: short in lists, exact on hover, days as headings.

The zone is Django's current one; `zone.in_local_time` sets it for a page. A page with many times makes one `Clock`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from heedful.ui.clock import Clock, iso, step, tenths
from heedful.ui.tongue import tongue


def local(instant: int) -> datetime:
    """The instant on the reader's clock."""
    return Clock.here().local(instant)


def clock(instant: int) -> str:
    here = Clock.here()
    return here.time(here.local(instant))


def exact(instant: int) -> str:
    here = Clock.here()
    return here.exact(here.local(instant))


def short(instant: int) -> str:
    here = Clock.here()
    return here.short(here.local(instant))


def soon(instant: int) -> str:
    """When something comes that is still to come."""
    return Clock.here().soon(instant)


def day(instant: int) -> str:
    here = Clock.here()
    return here.day(here.local(instant))


def month(instant: int) -> str:
    here = Clock.here()
    return here.month(here.local(instant))


def waited(instant: int) -> str:
    return Clock.here().waited(instant)


def lasting(minutes: int) -> str:
    """A span, such as a reply goal: 45 m, 4 h, 2 h 30 m, 2 d, 3 d 4 h."""
    words = tongue()
    hours, rest = divmod(minutes, 60)
    if hours >= 48 and hours % 24:
        return words.d_h % {"d": hours // 24, "h": hours % 24}
    if hours >= 48:
        return words.d % {"d": hours // 24}
    if not hours:
        return words.m % {"m": rest}
    return words.h_m % {"h": hours, "m": rest} if rest else words.h % {"h": hours}


def used_tenths(instant: int, goal_minutes: int) -> int:
    """How much of the goal the wait has used, in tenths, at most ten."""
    return tenths(Clock.here().share(instant, goal_minutes))


def wait_step(instant: int, goal_minutes: int) -> str:
    return step(Clock.here().share(instant, goal_minutes))


FILTERS: dict[str, Callable[..., object]] = {
    "iso": iso,
    "clock": clock,
    "exact": exact,
    "short": short,
    "soon": soon,
    "day": day,
    "month": month,
    "waited": waited,
    "lasting": lasting,
    "used_tenths": used_tenths,
    "wait_step": wait_step,
}

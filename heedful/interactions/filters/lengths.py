"""Lengths of time as people write them: 30 m, 2h, 90 minutes, 3 days, 1 w."""

from __future__ import annotations

from heedful.events.instant import DAY, HOUR, MINUTE

UNITS = {
    "m": MINUTE, "min": MINUTE, "mins": MINUTE, "minute": MINUTE, "minutes": MINUTE,
    "h": HOUR, "hour": HOUR, "hours": HOUR,
    "d": DAY, "day": DAY, "days": DAY,
    "w": 7 * DAY, "week": 7 * DAY, "weeks": 7 * DAY,
}  # fmt: skip
LONGEST = 3660 * DAY


def length_of(text: str) -> int | None:
    """In microseconds; None for what is no length of time."""
    tidy = text.strip().casefold()
    digits = len(tidy) - len(tidy.lstrip("0123456789."))
    unit = UNITS.get(tidy[digits:].strip())
    try:
        number = float(tidy[:digits])
    except ValueError:
        return None
    if unit is None or not 0 <= number * unit <= LONGEST:
        return None
    return int(number * unit)

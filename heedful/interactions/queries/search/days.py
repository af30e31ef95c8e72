"""Days as people write them in a search, in the reader's time zone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from heedful.events.instant import from_datetime, now
from heedful.interactions.filters.lengths import length_of

FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y-%m", "%Y")
NAMED = {"today": 0, "yesterday": 1}


def instant_of(text: str) -> int | None:
    """The beginning of a day, a month or a year, or so long ago as 7d says; None for what is neither."""
    tidy = text.strip().casefold()
    if tidy in NAMED:
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return _start(today.replace(tzinfo=None) - timedelta(days=NAMED[tidy]))
    for form in FORMS:
        try:
            return _start(datetime.strptime(tidy, form))  # noqa: DTZ007 (the reader's zone is put on below)
        except ValueError:
            continue
    length = length_of(tidy)
    return None if length is None else now() - length


def _start(day: datetime) -> int | None:
    try:
        return max(from_datetime(day.replace(tzinfo=timezone.get_current_timezone())), 0)
    except (OverflowError, ValueError, OSError):
        return None

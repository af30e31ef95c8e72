"""Good moments to send something later, by the clock on the wall."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

MORNING = 9
MONDAY = 0


def later_times(here: datetime) -> list[tuple[str, str]]:
    """In an hour, tomorrow morning, Monday morning (unless that is tomorrow)."""
    hour = (here + timedelta(hours=1)).replace(second=0, microsecond=0)
    tomorrow = (here + timedelta(days=1)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    found = [(_("In an hour"), hour), (_("Tomorrow, %(time)s") % {"time": _clock(tomorrow)}, tomorrow)]
    monday = tomorrow + timedelta(days=(MONDAY - tomorrow.weekday()) % 7)
    if monday != tomorrow:
        found.append((_("Monday, %(time)s") % {"time": _clock(monday)}, monday))
    return [(words, f"{moment:%Y-%m-%dT%H:%M}") for words, moment in found]


def _clock(moment: datetime) -> str:
    return date_format(moment, "TIME_FORMAT")

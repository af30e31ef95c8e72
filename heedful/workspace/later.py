"""'Later' in words and as an instant, on the reader's clock: today, tomorrow morning, next Monday, a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heedful.events.instant import from_datetime

MORNING = time(9)
WHILE = timedelta(hours=3)
QUARTER = timedelta(minutes=15)
WORDS = {
    "today": gettext_lazy("Later today"),
    "tomorrow": gettext_lazy("Tomorrow morning"),
    "monday": gettext_lazy("Next Monday"),
    "week": gettext_lazy("In a week"),
}


@dataclass(frozen=True, slots=True)
class Later:
    """One choice. Its instant is reckoned anew when it is taken: the page may have been open for hours."""

    code: str
    words: str | Promise
    at: int


def laters() -> list[Later]:
    """The choices of this moment; 'later today' only while there is enough of today left."""
    return [Later(code, WORDS[code], from_datetime(moment)) for code, moment in _moments(timezone.localtime())]


def instant_of(code: str, day: str = "", clock: str = "") -> int:
    """What a choice means now; `date` reads the day and time that were written."""
    if code == "date":
        return from_datetime(_written(day, clock))
    found = dict(_moments(timezone.localtime())).get(code)
    if found is None:
        raise ValueError(_("Choose one of the times, or write a day."))
    return from_datetime(found)


def _moments(here: datetime) -> Iterator[tuple[str, datetime]]:
    soon = here + WHILE
    soon = soon.replace(second=0, microsecond=0, minute=0) + QUARTER * -(-soon.minute // 15)
    if soon.date() == here.date():
        yield "today", soon
    today = here.date()
    for code, days in (("tomorrow", 1), ("monday", 7 - today.weekday()), ("week", 7)):
        yield code, _local(today + timedelta(days=days), MORNING)


def _local(day: date, clock: time) -> datetime:
    """A wall-clock time here; one that a change of the clocks skips becomes the one just after."""
    return timezone.make_aware(datetime.combine(day, clock))


def _written(day: str, clock: str) -> datetime:
    try:
        return _local(date.fromisoformat(day), time.fromisoformat(clock) if clock else MORNING)
    except (ValueError, OverflowError) as error:
        raise ValueError(_("Write the day as 2027-03-31 and the time as 09:00.")) from error

"""Times as somebody writes them, and which of them can be promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from heedful.events.instant import DAY, from_datetime, now

FARTHEST = 5 * 366 * DAY
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants a promise to be. Without `due_at` no time is named, and that is shown."""

    what: str
    owner_id: int | None
    due_at: int | None


def written(day: str, clock: str) -> int | None:
    """A day and a time of the reader's clock as an instant; None where the day is empty."""
    if not day.strip():
        return None
    try:
        wall = datetime.combine(date.fromisoformat(day.strip()), time.fromisoformat(clock.strip()) if clock else NOON)
        return from_datetime(timezone.make_aware(wall))
    except (ValueError, OverflowError) as error:
        raise ValueError(_("Write the day as 2027-03-31 and the time as 09:00.")) from error


def checked(due_at: int | None) -> int | None:
    """A time that can still be kept, or ValueError in words."""
    if due_at is None:
        return None
    moment = now()
    if due_at <= moment:
        raise ValueError(_("This time has passed already. Choose one that can still be kept."))
    if due_at > moment + FARTHEST:
        raise ValueError(_("That is more than five years away. Choose a nearer time."))
    return due_at


def checked_what(text: str) -> str:
    """What is promised, in a line."""
    what = " ".join(text.replace("\0", " ").split())
    if not what:
        raise ValueError(_("Say what is promised."))
    if len(what) > 300:
        raise ValueError(_("Say it in 300 characters at most; it stands in a list."))
    return what


def checked_reason(text: str) -> str:
    """Why; a promise is not moved or given up without a word."""
    reason = " ".join(text.replace("\0", " ").split())[:300]
    if not reason:
        raise ValueError(_("Say in a word why; whoever reads it later wants to know."))
    return reason

"""The periods of a brand: set, refused when they contradict each other, read as instants."""

from __future__ import annotations

import calendar
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.blobs.models import Keeping
from heedful.config import kinds
from heedful.events.actions import Subject, record
from heedful.events.instant import from_datetime, now, to_datetime
from heedful.events.models import Event
from heedful.team.models import Person

LONGEST = 1200
SHORTEST = 3  # a slip of the finger must not take what a customer may still come back to
FOR_EVER = 0


class Refused(Exception):
    """These periods make no sense together; the words say why."""


@dataclass(frozen=True, slots=True)
class Periods:
    """In months after a conversation was resolved; 0 means for ever."""

    mail: int = FOR_EVER
    files: int = FOR_EVER
    texts: int = FOR_EVER


@dataclass(frozen=True, slots=True)
class Change:
    """When the periods were set last, and by whom."""

    at: int
    by: str


def periods_of(brand_id: int) -> Periods:
    """Without a row everything is kept for ever."""
    row = Keeping.objects.filter(pk=brand_id).first()
    return Periods(row.mail_months, row.files_months, row.texts_months) if row else Periods()


def set_periods(*, brand_id: int, periods: Periods, person_id: int | None = None) -> Keeping:
    """Change them; the change is written down. Nothing goes before the next run."""
    checked_periods(periods)
    with transaction.atomic():
        before = periods_of(brand_id)
        wanted = {"mail_months": periods.mail, "files_months": periods.files, "texts_months": periods.texts}
        row, _is_new = Keeping.objects.update_or_create(pk=brand_id, defaults=wanted)
        if before != periods:
            about = Subject(brand_id)
            record(kinds.KEEPING_CHANGED, about, person_id=person_id, before=asdict(before), after=asdict(periods))
    return row


def checked_periods(periods: Periods) -> Periods:
    """The same, or Refused: too short, too long, or at odds with each other."""
    if any(months != FOR_EVER and not SHORTEST <= months <= LONGEST for months in asdict(periods).values()):
        words = _("A period is at least %(least)d and at most %(most)d months; 0 means for ever.")
        raise Refused(words % {"least": SHORTEST, "most": LONGEST})
    if _is_longer(periods.mail, periods.files) or _is_longer(periods.mail, periods.texts):
        raise Refused(_("The raw mail holds the files and the texts: it cannot be kept longer than they are."))
    if _is_longer(periods.files, periods.texts):
        raise Refused(_("The files of a conversation cannot be kept longer than its texts."))
    return periods


def _is_longer(months: int, others: int) -> bool:
    return others != FOR_EVER and (months == FOR_EVER or months > others)


def last_change(brand_id: int) -> Change | None:
    """Who set the periods last, and when; None when nobody ever did."""
    row = Event.objects.filter(brand_id=brand_id, kind=kinds.KEEPING_CHANGED).order_by("-id").first()
    if row is None:
        return None
    person = Person.objects.filter(pk=row.person_id).values_list("name", flat=True).first()
    return Change(row.at, person or _("the command line"))


def cutoff(months: int) -> int | None:
    """What was resolved before this instant may go; None when everything is kept."""
    return months_before(now(), months) if months else None


def months_before(instant: int, months: int) -> int:
    """The same day so many months earlier, or that month's last day."""
    moment = to_datetime(instant)
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, calendar.monthrange(years, month + 1)[1])
    return from_datetime(moment.replace(year=years, month=month + 1, day=day))

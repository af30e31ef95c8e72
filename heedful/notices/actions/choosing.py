"""Choose of what one wants to hear, by which way, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.notices import kinds
from heedful.notices.models import Choices
from heedful.notices.news import BY_CODE, WAYS
from heedful.notices.quiet import Quiet
from heedful.team.refusal import Refused
from heedful.team.timezones import is_timezone
from heedful.team.viewer import Viewer

MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """All of one's choices. Without an hour there is no digest."""

    ways: Mapping[str, frozenset[str]] = field(default_factory=dict)
    quiet: Quiet = field(default_factory=Quiet)
    digest_hour: int | None = None


def choose(*, viewer: Viewer, wish: Wish) -> Choices:
    """Keep one's own choices; they count from the next event on."""
    _check(wish)
    quiet = wish.quiet
    fields = {
        "ways": {code: sorted(wish.ways.get(code, ())) for code in BY_CODE},
        "zone": quiet.zone,
        "quiet_begins": quiet.begins,
        "quiet_ends": quiet.ends,
        "quiet_days": "".join(str(day) for day in sorted(quiet.days)),
        "digest_hour": wish.digest_hour,
        "digest_due_at": None if wish.digest_hour is None else quiet.next_hour(wish.digest_hour, now()),
    }
    with transaction.atomic():
        row, _is_new = Choices.objects.update_or_create(person_id=viewer.person_id, defaults=fields)
        record(kinds.CHOSEN, Subject(), person_id=viewer.person_id)
    return row


def end_digest(*, person_id: int) -> None:
    """No more digests until they choose an hour again; everything else stays. Twice does no harm."""
    with transaction.atomic():
        rows = Choices.objects.filter(person_id=person_id).exclude(digest_hour=None)
        if rows.update(digest_hour=None, digest_due_at=None):
            record(kinds.CHOSEN, Subject(), person_id=person_id)


def _check(wish: Wish) -> None:
    quiet = wish.quiet
    if not is_timezone(quiet.zone):
        raise Refused(_("This time zone is not known here. Choose one from the list."))
    if (quiet.begins is None) != (quiet.ends is None):
        raise Refused(_("Say from when and until when it shall be quiet, or leave both empty."))
    if any(minute is not None and not 0 <= minute < MINUTES for minute in (quiet.begins, quiet.ends)):
        raise Refused(_("A time is between 00:00 and 23:59."))
    if not quiet.days <= set(range(7)) or len(quiet.days) == 7:
        raise Refused(_("Leave at least one day of the week on which you can be told something."))
    if wish.digest_hour is not None and not 0 <= wish.digest_hour < 24:
        raise Refused(_("Choose one of the hours in the list."))
    if not wish.ways.keys() <= BY_CODE.keys() or any(not ways <= WAYS.keys() for ways in wish.ways.values()):
        raise Refused(_("Choose from what is in the table."))

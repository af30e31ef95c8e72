"""What the clock causes: a promise falls due soon, a promise is late. Each is told once for each time given."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q, QuerySet

from heedful.events.actions import record
from heedful.events.instant import DAY, HOUR, now
from heedful.promises import kinds
from heedful.promises.actions.rows import about
from heedful.promises.models import Promise
from heedful.team.hours.queries import schedules_of
from heedful.team.hours.schedule import Schedule

AHEAD = HOUR  # of opening time, so that what is due first thing in the morning is told the evening before
FARTHEST = 7 * DAY  # an opening hour may lie behind a long weekend
LONG_AGO = 2 * DAY  # what has been late for longer is no news
BATCH = 1000
SECONDS = 30.0


def tell_what_is_due() -> int:
    """Record what falls due within an opening hour, and what is late, while the brand is open. How many."""
    moment = now()
    rows = list(_untold(moment)[:BATCH])
    schedules = schedules_of({(row.brand_id, None) for row in rows}) if rows else {}
    return sum(_tell(row, schedules[row.brand_id, None], moment) for row in rows)


def seconds_to_next_look() -> float:
    return SECONDS


def _untold(moment: int) -> QuerySet[Promise]:
    rows = Promise.objects.filter(state=Promise.State.OPEN, due_at__isnull=False)
    rows = rows.filter(order_at__gte=moment - LONG_AGO, order_at__lt=moment + FARTHEST)
    coming = Q(order_at__gte=moment) & (Q(told_soon_for=None) | ~Q(told_soon_for=F("due_at")))
    late = Q(order_at__lt=moment) & (Q(told_late_for=None) | ~Q(told_late_for=F("due_at")))
    return rows.filter(coming | late).order_by("order_at")


def _tell(row: Promise, schedule: Schedule, moment: int) -> bool:
    if row.due_at is None or not schedule.is_open(moment):
        return False
    if row.due_at < moment:
        return _record_once(row, kinds.LATE, "told_late_for")
    if schedule.open_between(moment, row.due_at) > AHEAD and row.due_at - moment > AHEAD:
        return False
    return _record_once(row, kinds.DUE_SOON, "told_soon_for")


def _record_once(row: Promise, kind: str, column: str) -> bool:
    """Two processes may find the same; the mark decides which of them tells."""
    with transaction.atomic():
        same = Promise.objects.filter(pk=row.pk, state=Promise.State.OPEN, due_at=row.due_at)
        is_ours = same.filter(Q(**{column: None}) | ~Q(**{column: row.due_at})).update(**{column: row.due_at}) == 1
        if is_ours:
            record(kind, about(row), promise_id=row.pk, owner_id=row.owner_id)
    return is_ours

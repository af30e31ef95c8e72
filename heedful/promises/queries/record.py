"""One's own promises by week: kept in time, and broken. Of oneself only; nobody can ask it of somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from heedful.events.instant import from_datetime, now, to_datetime
from heedful.promises.models import Promise
from heedful.team.viewer import Viewer

State = Promise.State
MOST = 5000


@dataclass(frozen=True, slots=True)
class Week:
    """`begins` is its Monday. Broken: kept after its time, or not kept while its time has passed."""

    begins: date
    kept: int
    broken: int


def record_of(viewer: Viewer, *, weeks: int = 12) -> list[Week]:
    """The newest last, empty weeks too, on the reader's clock. One query.

    A promise belongs to the week of its time; one without a time to the week in which it was kept. Those that were
    moved in time count by their last time, released ones not at all.
    """
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    first = monday - timedelta(weeks=weeks - 1)
    since = from_datetime(timezone.make_aware(datetime.combine(first, time())))
    moment = now()
    counted = {first + timedelta(weeks=number): [0, 0] for number in range(weeks)}
    over = Q(state=State.KEPT, ended_at__gte=since) | Q(state=State.OPEN, order_at__gte=since, order_at__lt=moment)
    rows = Promise.objects.filter(over, owner_id=viewer.person_id, brand_id__in=viewer.brand_ids)
    for due_at, ended_at in rows.order_by("-id").values_list("due_at", "ended_at")[:MOST]:
        is_kept = ended_at is not None and (due_at is None or ended_at <= due_at)
        day = timezone.localtime(to_datetime(due_at or ended_at or moment)).date()
        week = counted.get(min(day - timedelta(days=day.weekday()), monday))
        if week is not None:
            week[0 if is_kept else 1] += 1
    return [Week(begins, kept, broken) for begins, (kept, broken) in counted.items()]

"""What we owe: by due time, page by page by a key. What nobody has confirmed yet is a list of its own."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from heedful.events.instant import from_datetime, now
from heedful.promises.models import NEVER, Promise
from heedful.team.models import Team
from heedful.team.viewer import Viewer

WHOSE = ("own", "team", "all")
WHEN = ("all", "late", "today", "week", "unnamed", "proposed")
COUNTED = 100
State = Promise.State
COLUMNS = (
    "id", "brand_id", "state", "what", "said", "due_at", "due_text", "is_conditional", "owner_id", "owner__name",
    "customer_id", "customer__name", "conversation_id", "conversation__subject", "interaction_id", "order_at",
    "created_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose promises, and until when. Anything unknown is the first of its kind."""

    whose: str = "own"
    when: str = "all"


@dataclass(frozen=True, slots=True)
class Owed:
    """One promise or proposal, ready to be shown. `moves` are the times it had before: when, why, by whom."""

    id: int
    brand_id: int
    state: str
    what: str
    said: str
    due_at: int | None
    due_text: str
    is_conditional: bool
    owner_id: int | None
    owner_name: str
    customer_id: int
    customer_name: str
    conversation_id: int
    subject: str
    interaction_id: int | None
    is_late: bool
    cursor: str
    moves: tuple[tuple[int | None, str, str], ...] = ()


def owed(viewer: Viewer, choice: Choice, *, after: str = "", limit: int = 50) -> list[Owed]:
    """One page: soonest first, without a time last; proposals newest first. One query for each brand."""
    column = "created_at" if choice.when == "proposed" else "order_at"
    is_backwards = choice.when == "proposed"
    rows = _mine(viewer, choice.whose, _in_time(choice.when))
    pages = [_page(rows.filter(brand_id=brand_id), column, after, limit) for brand_id in viewer.brand_ids]
    merged = heapq.merge(*pages, key=lambda row: (row[column], row["id"]), reverse=is_backwards)
    moment = now()
    return [shown(row, moment, column) for row in islice(merged, limit)]


def due_count(viewer: Viewer) -> int:
    """One's own that are late or due today, up to a hundred."""
    until = from_datetime(_day_ends(0))
    rows = Promise.objects.filter(owner_id=viewer.person_id, state=State.OPEN, order_at__lt=until)
    return rows.filter(brand_id__in=viewer.brand_ids)[:COUNTED].count()


def shown(row: dict[str, Any], moment: int, column: str = "order_at") -> Owed:
    """A row of `COLUMNS` in our words."""
    is_late = row["state"] == State.OPEN and row["due_at"] is not None and row["due_at"] < moment
    return Owed(
        id=row["id"],
        brand_id=row["brand_id"],
        state=row["state"],
        what=row["what"],
        said=row["said"],
        due_at=row["due_at"],
        due_text=row["due_text"],
        is_conditional=row["is_conditional"],
        owner_id=row["owner_id"],
        owner_name=row["owner__name"] or "",
        customer_id=row["customer_id"],
        customer_name=row["customer__name"],
        conversation_id=row["conversation_id"],
        subject=row["conversation__subject"],
        interaction_id=row["interaction_id"],
        is_late=is_late,
        cursor=f"{row[column]}.{row['id']}",
    )


def _in_time(when: str) -> QuerySet[Promise]:
    if when == "proposed":
        return Promise.objects.filter(state=State.PROPOSED)
    rows, moment = Promise.objects.filter(state=State.OPEN), now()
    spans = {
        "late": Q(order_at__lt=moment),
        "today": Q(order_at__gte=moment, order_at__lt=from_datetime(_day_ends(0))),
        "week": Q(order_at__gte=moment, order_at__lt=from_datetime(_day_ends(6 - timezone.localdate().weekday()))),
        "unnamed": Q(order_at=NEVER),
    }
    return rows.filter(spans[when]) if when in spans else rows


def _mine(viewer: Viewer, whose: str, rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """The team is everybody who shares one with the viewer."""
    if whose == "all":
        return rows
    if whose == "team":
        theirs = Team.objects.filter(people=viewer.person_id, brand_id__in=viewer.brand_ids)
        people = Team.people.through.objects.filter(team__in=theirs).values_list("person_id", flat=True)
        return rows.filter(owner_id__in={viewer.person_id, *people})
    return rows.filter(owner_id=viewer.person_id)


def _page(rows: QuerySet[Promise], column: str, after: str, limit: int) -> list[dict[str, Any]]:
    beyond, sign = ("lt", "-") if column == "created_at" else ("gt", "")
    if after:
        at, last_id = _place(after)
        rows = rows.filter(Q(**{f"{column}__{beyond}": at}) | Q(**{column: at, f"id__{beyond}": last_id}))
    return list(rows.order_by(f"{sign}{column}", f"{sign}id").values(*COLUMNS)[:limit])


def _place(after: str) -> tuple[int, int]:
    at, _dot, last_id = after.partition(".")
    if not all(part.isascii() and part.isdigit() and len(part) <= 19 for part in (at, last_id)):
        raise ValueError(_("This page is not in the list any more. Begin again at the top."))
    return min(int(at), NEVER), min(int(last_id), NEVER)


def _day_ends(days: int) -> datetime:
    """Midnight after today, or after a later day, on the reader's clock."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days + 1), time()))

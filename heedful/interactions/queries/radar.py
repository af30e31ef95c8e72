"""The unanswered radar: every inbound interaction that nobody answered or consciously closed, oldest first."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from heedful.interactions.models import Interaction
from heedful.interactions.queries.goals import Wait, goals_of
from heedful.team.viewer import Viewer

CAP = 1000
COLUMNS = (
    "id", "conversation_id", "brand_id", "customer__name", "conversation__subject", "channel", "kind", "text",
    "happened_at", "brand__reply_goal_minutes", "conversation__assignee__name",
    "conversation__snoozed_until", "conversation__team_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One inquiry that waits. `goal_minutes` is the span by the calendar in which it should be answered."""

    interaction_id: int
    conversation_id: int
    brand_id: int
    customer_name: str
    subject: str
    channel: str
    kind: str
    preview: str
    happened_at: int
    goal_minutes: int
    assignee_name: str | None
    snoozed_until: int | None
    cursor: str


def radar(viewer: Viewer, *, after: str | None = None, limit: int = 50) -> list[Unanswered]:
    """One page, oldest first; `after` is the cursor of the last row seen."""
    pages = [_page(brand_id, after, limit) for brand_id in viewer.brand_ids]
    merged = heapq.merge(*pages, key=lambda row: (row["happened_at"], row["id"]))
    rows = list(islice(merged, limit))
    waits = (
        Wait(row["brand_id"], row["conversation__team_id"], row["brand__reply_goal_minutes"], row["happened_at"])
        for row in rows
    )
    return [_line(row, goal) for row, goal in zip(rows, goals_of(waits), strict=True)]


def radar_count(viewer: Viewer) -> int:
    """How many inquiries wait, counted up to a thousand."""
    return _open().filter(brand_id__in=viewer.brand_ids)[:CAP].count()


def _open() -> QuerySet[Interaction]:
    return Interaction.objects.filter(needs_answer=True, settled_at=None)


def _page(brand_id: int, after: str | None, limit: int) -> list[dict[str, Any]]:
    rows = _open().filter(brand_id=brand_id)
    if after:
        try:
            at, last_id = (int(part) for part in after.split("."))
        except ValueError as error:
            raise ValueError("This page mark is damaged; open the list again.") from error
        rows = rows.filter(Q(happened_at__gt=at) | Q(happened_at=at, id__gt=last_id))
    return list(rows.order_by("happened_at", "id").values(*COLUMNS)[:limit])


def _line(row: dict[str, Any], goal_minutes: int) -> Unanswered:
    return Unanswered(
        interaction_id=row["id"],
        conversation_id=row["conversation_id"],
        brand_id=row["brand_id"],
        customer_name=row["customer__name"],
        subject=row["conversation__subject"],
        channel=row["channel"],
        kind=row["kind"],
        preview=" ".join(row["text"][:400].split())[:200],
        happened_at=row["happened_at"],
        goal_minutes=goal_minutes,
        assignee_name=row["conversation__assignee__name"],
        snoozed_until=row["conversation__snoozed_until"],
        cursor=f"{row['happened_at']}.{row['id']}",
    )

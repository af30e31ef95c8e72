"""The list: one row per conversation, paged by keyset, one index per view."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from heedful.interactions.models import Conversation, ReadMark
from heedful.team.viewer import Viewer

VIEWS = ("mine", "unassigned", "waiting", "all", "resolved")
COUNT_CAP = 1000

COLUMNS = (
    "id", "brand_id", "brand__name", "customer_id", "customer__name", "subject", "preview", "channel", "state",
    "mood", "waiting_since", "last_at", "last_inbound_at", "assignee_id", "assignee__name", "flags", "version",
    "brand__reply_goal_minutes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inbox."""

    id: int
    brand_id: int
    brand_name: str
    customer_id: int
    customer_name: str
    subject: str
    preview: str
    channel: str
    state: str
    mood: str
    waiting_since: int | None
    last_at: int
    is_unread: bool
    assignee_id: int | None
    assignee_name: str | None
    flags: tuple[str, ...]
    version: int
    goal_minutes: int
    cursor: str


def inbox(viewer: Viewer, view: str, *, after: str | None = None, limit: int = 50) -> list[Row]:
    """One page of a view. `after` is the cursor of the last row seen.

    Waiting is oldest first, all other views newest first. Brands are read one by one and merged, so that
    each read follows its index whatever the number of brands.
    """
    if view not in VIEWS:
        raise ValueError(f"There is no view '{view}'.")
    oldest_first = view == "waiting"
    pages = [_page(viewer, view, brand_id, after, limit) for brand_id in viewer.brand_ids]
    order = "waiting_since" if oldest_first else "last_at"
    merged = heapq.merge(*pages, key=lambda row: (row[order], row["id"]), reverse=not oldest_first)
    found = list(islice(merged, limit))
    return list(_rows(viewer, found, order))


def counts(viewer: Viewer) -> dict[str, int]:
    """How many conversations each view holds, counted up to a thousand; one statement."""
    brands = viewer.brand_ids
    if not brands:
        return dict.fromkeys(VIEWS, 0)
    marks = ",".join(["%s"] * len(brands))
    parts, values = [], []
    for view, (condition, extra) in _conditions(viewer).items():
        parts.append(
            f"(SELECT COUNT(*) FROM (SELECT 1 FROM interactions_conversation WHERE brand_id IN ({marks}) "  # noqa: S608
            f"AND {condition} LIMIT {COUNT_CAP}) AS {view}_rows)"
        )
        values += [*brands, *extra]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        return dict(zip(VIEWS, cursor.fetchone(), strict=True))


def _conditions(viewer: Viewer) -> dict[str, tuple[str, list[int]]]:
    """The views as SQL; constants only, values apart."""
    return {
        "mine": ("state = 'open' AND assignee_id = %s", [viewer.person_id]),
        "unassigned": ("state = 'open' AND assignee_id IS NULL", []),
        "waiting": ("state = 'open' AND waiting_since IS NOT NULL", []),
        "all": ("1 = 1", []),
        "resolved": ("state = 'resolved'", []),
    }


def _page(viewer: Viewer, view: str, brand_id: int, after: str | None, limit: int) -> list[dict[str, Any]]:
    rows = _scope(viewer, view).filter(brand_id=brand_id)
    column, sign = ("waiting_since", "") if view == "waiting" else ("last_at", "-")
    if after:
        at, last_id = _read_cursor(after)
        beyond = "lt" if sign else "gt"
        rows = rows.filter(Q(**{f"{column}__{beyond}": at}) | Q(**{column: at, f"id__{beyond}": last_id}))
    return list(rows.order_by(f"{sign}{column}", f"{sign}id").values(*COLUMNS)[:limit])


def _scope(viewer: Viewer, view: str) -> QuerySet[Conversation]:
    rows = Conversation.objects.all()
    if view == "all":
        return rows
    if view == "resolved":
        return rows.filter(state="resolved")
    rows = rows.filter(state="open")
    if view == "mine":
        return rows.filter(assignee_id=viewer.person_id)
    if view == "unassigned":
        return rows.filter(assignee_id=None)
    return rows.filter(waiting_since__isnull=False)


def _rows(viewer: Viewer, found: list[dict[str, Any]], order: str) -> Iterator[Row]:
    marks = ReadMark.objects.filter(person_id=viewer.person_id, conversation_id__in=[row["id"] for row in found])
    read = dict(marks.values_list("conversation_id", "read_at")) if found else {}
    for row in found:
        yield Row(
            id=row["id"],
            brand_id=row["brand_id"],
            brand_name=row["brand__name"],
            customer_id=row["customer_id"],
            customer_name=row["customer__name"],
            subject=row["subject"],
            preview=row["preview"],
            channel=row["channel"],
            state=row["state"],
            mood=row["mood"],
            waiting_since=row["waiting_since"],
            last_at=row["last_at"],
            is_unread=row["last_inbound_at"] > read.get(row["id"], 0) and row["state"] == "open",
            assignee_id=row["assignee_id"],
            assignee_name=row["assignee__name"],
            flags=tuple(row["flags"]),
            version=row["version"],
            goal_minutes=row["brand__reply_goal_minutes"],
            cursor=f"{row[order]}.{row['id']}",
        )


def _read_cursor(cursor: str) -> tuple[int, int]:
    try:
        at, last_id = cursor.split(".")
        return int(at), int(last_id)
    except ValueError as error:
        raise ValueError("This page mark is damaged; open the list again.") from error

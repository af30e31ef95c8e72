"""The list: one row per conversation, paged by keyset, one index per view."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from heedful.interactions.models import Conversation
from heedful.interactions.queries.goals import Wait, goals_of
from heedful.interactions.queries.inbox_pages import COLUMNS, Page, read_cursor, read_marks, view_page
from heedful.interactions.queries.tags import TagRow, tags_on
from heedful.interactions.queries.views import BRAND, OLDEST_FIRST, VIEWS, conditions
from heedful.team.viewer import Viewer

COUNT_CAP = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inbox. `goal_minutes` is the span by the calendar in which one who waits should be answered."""

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
    team_name: str | None
    priority: int
    snoozed_until: int | None
    tags: tuple[TagRow, ...]


def inbox(viewer: Viewer, view: str, *, after: str | None = None, limit: int = 50) -> list[Row]:
    """One page of a view. `after` is the cursor of the last row seen.

    Waiting is oldest first, snoozed soonest first, all other views newest first.
    """
    if view not in VIEWS:
        raise ValueError(f"There is no view '{view}'.")
    page = Page(OLDEST_FIRST.get(view, "last_at"), view in OLDEST_FIRST, after, limit)
    condition, values = conditions(viewer)[view]
    if view in BRAND:
        found = f"{BRAND[view]} IN ({', '.join(['%s'] * len(viewer.brand_ids))}) AND {condition}"
        pages = [view_page(found, [*viewer.brand_ids, *values], page)] if viewer.brand_ids else []
    else:
        pages = [view_page(f"brand_id = %s AND {condition}", [brand, *values], page) for brand in viewer.brand_ids]
    return _merged(viewer, pages, page)


def listed(viewer: Viewer, rows: QuerySet[Conversation], page: Page, *, by_brand: bool = True) -> list[Row]:
    """One page of any choice of conversations. Brands are read one by one and merged, so that each read
    follows its index whatever the number of brands; not `by_brand` when the rows are found by something narrower.
    """
    parts = [rows.filter(brand_id=brand_id) for brand_id in viewer.brand_ids] if by_brand else [rows]
    return _merged(viewer, [_page(part, page) for part in parts], page)


def _merged(viewer: Viewer, pages: list[list[dict[str, Any]]], page: Page) -> list[Row]:
    merged = heapq.merge(*pages, key=lambda row: (row[page.column], row["id"]), reverse=not page.oldest_first)
    return list(_rows(viewer, list(islice(merged, page.limit)), page.column))


def counts(viewer: Viewer) -> dict[str, int]:
    """How many conversations each view holds, counted up to a thousand; one statement."""
    brands = viewer.brand_ids
    if not brands:
        return dict.fromkeys(VIEWS, 0)
    marks = ",".join(["%s"] * len(brands))
    parts, values = [], []
    for view, (condition, extra) in conditions(viewer).items():
        found = f"{BRAND.get(view, 'brand_id')} IN ({marks}) AND {condition} LIMIT {COUNT_CAP}"
        parts.append(f"(SELECT COUNT(*) FROM (SELECT 1 FROM interactions_conversation WHERE {found}) AS {view}_rows)")  # noqa: S608
        values += [*brands, *extra]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        return dict(zip(VIEWS, cursor.fetchone(), strict=True))


def _page(rows: QuerySet[Conversation], page: Page) -> list[dict[str, Any]]:
    column, sign = page.column, "" if page.oldest_first else "-"
    if page.after:
        at, last_id = read_cursor(page.after)
        beyond = "lt" if sign else "gt"
        rows = rows.filter(Q(**{f"{column}__{beyond}": at}) | Q(**{column: at, f"id__{beyond}": last_id}))
    return list(rows.order_by(f"{sign}{column}", f"{sign}id").values(*COLUMNS)[: page.limit])


def _rows(viewer: Viewer, found: list[dict[str, Any]], order: str) -> Iterator[Row]:
    ids = [row["id"] for row in found]
    read, tags = read_marks(viewer, ids), tags_on(ids)
    goals = _goals(found)
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
            goal_minutes=goals.get(row["id"], row["brand__reply_goal_minutes"]),
            cursor=f"{row[order]}.{row['id']}",
            team_name=row["team__name"],
            priority=row["priority"],
            snoozed_until=row["snoozed_until"],
            tags=tags.get(row["id"], ()),
        )


def _goals(found: list[dict[str, Any]]) -> dict[int, int]:
    waiting = {row["id"]: row for row in found if row["waiting_since"] is not None}
    waits = (
        Wait(row["brand_id"], row["team_id"], row["brand__reply_goal_minutes"], row["waiting_since"])
        for row in waiting.values()
    )
    return dict(zip(waiting, goals_of(waits), strict=True))

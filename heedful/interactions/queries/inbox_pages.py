"""A page of a view, by statements that are always the same (decision 0012): the list is what is read most."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from heedful.team.viewer import Viewer

COLUMNS = (
    "id", "brand_id", "brand__name", "customer_id", "customer__name", "subject", "preview", "channel", "state",
    "mood", "waiting_since", "last_at", "last_inbound_at", "assignee_id", "assignee__name", "flags", "version",
    "brand__reply_goal_minutes", "team_id", "team__name", "priority", "snoozed_until",
)  # fmt: skip
PAGE = """SELECT c.id, c.brand_id, b.name, c.customer_id, k.name, c.subject, c.preview, c.channel, c.state, c.mood,
    c.waiting_since, c.last_at, c.last_inbound_at, c.assignee_id, p.name, c.flags, c.version, b.reply_goal_minutes,
    c.team_id, t.name, c.priority, c.snoozed_until
    FROM (SELECT * FROM interactions_conversation WHERE {found} ORDER BY {column} {sign}, id {sign} LIMIT %s) c
    JOIN team_brand b ON b.id = c.brand_id JOIN customers_customer k ON k.id = c.customer_id
    LEFT JOIN team_person p ON p.id = c.assignee_id LEFT JOIN team_team t ON t.id = c.team_id
    ORDER BY c.{column} {sign}, c.id {sign}"""
MOST = 2**63 - 1
DAMAGED = "This page mark is damaged; open the list again."
READ = """SELECT conversation_id, read_at FROM interactions_readmark
    WHERE person_id = %s AND conversation_id IN ({marks})"""


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a list are asked for: by which column, which end first, after which cursor, how many."""

    column: str = "last_at"
    oldest_first: bool = False
    after: str | None = None
    limit: int = 50


def view_page(found: str, values: list[Any], page: Page) -> list[dict[str, Any]]:
    """`found` is a condition on conversations, made of constants; its values stand apart."""
    sign = "ASC" if page.oldest_first else "DESC"
    if page.after:
        at, last_id = read_cursor(page.after)
        beyond = ">" if page.oldest_first else "<"
        found += f" AND ({page.column} {beyond} %s OR ({page.column} = %s AND id {beyond} %s))"
        values = [*values, at, at, last_id]
    with connection.cursor() as cursor:
        cursor.execute(PAGE.format(found=found, column=page.column, sign=sign), [*values, page.limit])
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["flags"] = json.loads(row["flags"])
    return rows


def read_marks(viewer: Viewer, ids: list[int]) -> dict[int, int]:
    """Until when the viewer has read each of these conversations."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(READ.format(marks=", ".join(["%s"] * len(ids))), [viewer.person_id, *ids])
        return dict(cursor.fetchall())


def read_cursor(cursor: str) -> tuple[int, int]:
    try:
        at, last_id = map(int, cursor.split("."))
    except ValueError as error:
        raise ValueError(DAMAGED) from error
    if max(abs(at), abs(last_id)) > MOST:
        raise ValueError(DAMAGED)
    return at, last_id

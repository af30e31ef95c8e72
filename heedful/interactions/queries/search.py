"""Full text over all that was said and noted, newest first, alike on SQLite (FTS5) and PostgreSQL (tsvector).

The search row id is the interaction's `sort_key`, so newest first needs no sorting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from markupsafe import Markup, escape

from heedful.events.instant import DAY, now, sort_floor
from heedful.team.viewer import Viewer

OPEN, CLOSE = "\ue000", "\ue001"  # private-use marks, taken out of the text first
MAX_WORDS = 12
WINDOWS = (30 * DAY, 365 * DAY)
PART = re.compile(r'"([^"]*)"|(\S+)')
SHOWN = """i.id, i.conversation_id, i.sort_key, i.happened_at, i.direction, i.channel, i.kind,
           i.author_name, c.subject, k.name"""
JOINS = """JOIN interactions_conversation c ON c.id = i.conversation_id
           JOIN customers_customer k ON k.id = i.customer_id"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One interaction that was found; `snippet` is safe to show and marks the words."""

    interaction_id: int
    conversation_id: int
    sort_key: int
    happened_at: int
    direction: str
    channel: str
    kind: str
    author_name: str
    subject: str
    customer_name: str
    snippet: Markup


def search(viewer: Viewer, text: str, *, before: int | None = None, limit: int = 30) -> list[Hit]:
    """Interactions that hold all words ("several words" as a phrase), newest first, before a sort key."""
    parts = phrases(text)
    if not parts or not viewer.brand_ids:
        return []
    look = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
    return [_hit(row) for row in look(viewer, parts, before, limit)]


def phrases(text: str) -> list[str]:
    """The words and quoted phrases of a query, without anything that the engines read as an operator."""
    found = []
    for quoted, word in PART.findall(text[:500].replace("\0", " ")):
        cleaned = " ".join(re.sub(r"[^\w'@.+-]+", " ", quoted or word).split()).strip("'")
        if re.search(r"\w", cleaned):
            found.append(cleaned)
    return found[:MAX_WORDS]


def _on_sqlite(viewer: Viewer, parts: list[str], before: int | None, limit: int) -> list[tuple[Any, ...]]:
    match = " ".join('"' + part.replace('"', '""') + '"' for part in parts)
    marks = ",".join(["%s"] * len(viewer.brand_ids))
    beyond = "AND s.rowid < %s" if before is not None else ""
    statement = f"""
        SELECT {SHOWN}, snippet(interactions_search, -1, %s, %s, ' … ', 24)
        FROM interactions_search s CROSS JOIN interactions_interaction i ON i.sort_key = s.rowid {JOINS}
        WHERE interactions_search MATCH %s {beyond} AND i.brand_id IN ({marks}) AND i.withdrawn_at IS NULL
        ORDER BY s.rowid DESC LIMIT %s"""  # noqa: S608
    values: list[Any] = [OPEN, CLOSE, match, *([before] if before is not None else []), *viewer.brand_ids, limit]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _on_postgres(viewer: Viewer, parts: list[str], before: int | None, limit: int) -> list[tuple[Any, ...]]:
    """In widening windows of time: a common word is found in the newest month without sorting all its hits."""
    floors = [sort_floor(now() - window) for window in WINDOWS] + [0]
    rows: list[tuple[Any, ...]] = []
    for floor in floors:
        rows = _postgres_window(viewer, parts, (floor, before), limit)
        if len(rows) >= limit:
            break
    return rows


def _postgres_window(
    viewer: Viewer, parts: list[str], window: tuple[int, int | None], limit: int
) -> list[tuple[Any, ...]]:
    query = " && ".join(["phraseto_tsquery('english', %s)"] * len(parts))
    beyond = "AND i.sort_key < %s" if window[1] is not None else ""
    options = f"StartSel={OPEN}, StopSel={CLOSE}, MaxFragments=1, MaxWords=24, MinWords=8"
    statement = f"""
        WITH found AS MATERIALIZED (
            SELECT i.id FROM interactions_interaction i
            WHERE i.search @@ ({query}) AND i.sort_key >= %s {beyond} AND i.brand_id = ANY(%s)
              AND i.withdrawn_at IS NULL
            ORDER BY i.sort_key DESC LIMIT %s)
        SELECT {SHOWN}, ts_headline('english', left(i.text, 20000), {query}, %s)
        FROM found f JOIN interactions_interaction i ON i.id = f.id {JOINS}
        ORDER BY i.sort_key DESC"""  # noqa: S608
    upper = [window[1]] if window[1] is not None else []
    values: list[Any] = [*parts, window[0], *upper, list(viewer.brand_ids), limit, *parts, options]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _hit(row: tuple[Any, ...]) -> Hit:
    (ident, conversation_id, key, happened, direction, channel, kind, author, subject, customer, snippet) = row
    shown = str(escape(snippet or "")).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return Hit(
        ident,
        conversation_id,
        key,
        happened,
        direction,
        channel,
        kind,
        author,
        subject,
        customer,
        Markup(shown),  # noqa: S704
    )

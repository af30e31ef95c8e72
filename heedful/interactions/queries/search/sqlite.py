"""A search in the words of SQLite's FTS5. The index is walked from the newest, so nothing is sorted."""

from __future__ import annotations

from typing import Any

from heedful.events.instant import sort_floor
from heedful.interactions.queries.search.meaning import Asked, Where
from heedful.interactions.terms import Wanted, marked
from heedful.team.viewer import Viewer


def windows(_ask: Asked) -> list[int]:
    """All of the time at once."""
    return [0]


def keys(
    viewer: Viewer, look: tuple[Asked, list[Where], list[Where]], between: tuple[int, int | None], limit: int
) -> tuple[str, list[Any]]:
    """A statement for the sort keys of what fits, newest first."""
    ask, few, many = look
    parts, values = _bounds(ask, between, viewer)
    is_only_few = bool(few) and not ask.wants and not ask.excludes
    for one in few:
        column = "i.conversation_id" if is_only_few else "+i.conversation_id"
        parts.append(f"{column} IN ({one.ids})")
        values += one.values
    for one in many:
        parts.append(f"NOT ({one.condition})" if one.is_not else f"({one.condition})")
        values += one.values
    talks = "CROSS JOIN interactions_conversation c ON c.id = i.conversation_id" if many else ""
    conditions = " AND ".join(parts)
    if is_only_few:
        where = f"FROM interactions_interaction i {talks} WHERE {conditions} AND i.withdrawn_at IS NULL"
        return f"SELECT i.sort_key {where} ORDER BY i.sort_key DESC LIMIT %s", [*values, limit]
    statement = f"""SELECT s.rowid AS sort_key FROM interactions_search s
        CROSS JOIN interactions_interaction i ON i.sort_key = s.rowid {talks}
        WHERE interactions_search MATCH %s AND {conditions} ORDER BY s.rowid DESC LIMIT %s"""  # noqa: S608
    statement = statement.replace("i.sort_key >=", "s.rowid >=").replace("i.sort_key <", "s.rowid <")
    return statement, [_match(ask), *values, limit]


def _bounds(ask: Asked, between: tuple[int, int | None], viewer: Viewer) -> tuple[list[str], list[Any]]:
    since, before = between
    parts, values = [f"i.brand_id IN ({', '.join(['%s'] * len(viewer.brand_ids))})"], [*viewer.brand_ids]
    floor = max(since, sort_floor(ask.since) if ask.since else 0)
    if floor:
        parts.append("i.sort_key >= %s")
        values.append(floor)
    uppers = [before] if before is not None else []
    uppers += [sort_floor(ask.until)] if ask.until is not None else []
    if uppers:
        parts.append("i.sort_key < %s")
        values.append(min(uppers))
    return parts, values


def _match(ask: Asked) -> str:
    wants = " AND ".join(_said(one) for one in ask.wants or [marked("all")])
    return f"({wants}) NOT ({' OR '.join(map(_said, ask.excludes))})" if ask.excludes else wants


def _said(one: Wanted) -> str:
    """The words hold no signs of FTS5: they are letters, digits and our own mark."""
    phrase = f'"{" ".join(one.phrase)}"' + "*" * one.is_begun
    if one.field:
        return f"({one.field} : {phrase})"
    stems = [f'"{stem}"' for stem in sorted(one.stems)]
    return f"({' OR '.join([phrase, *stems])})"

"""A search in the words of PostgreSQL's tsquery, in widening windows of time: a common word is found in the newest
month, without sorting all that hold it.
"""

from __future__ import annotations

from typing import Any

from heedful.events.instant import DAY, now, sort_floor
from heedful.interactions.queries.search.meaning import Asked, Where
from heedful.interactions.terms import Wanted, marked
from heedful.team.viewer import Viewer

WINDOWS = (30 * DAY, 365 * DAY)
WEIGHTS = {"": "", "subject": "A", "sender": "B", "recipients": "C"}


def windows(ask: Asked) -> list[int]:
    """Sort keys from which on is looked, one after the other."""
    newest = min(now(), ask.until) if ask.until is not None else now()
    return [sort_floor(newest - window) for window in WINDOWS if newest - window > ask.since] + [0]


def keys(
    viewer: Viewer, look: tuple[Asked, list[Where], list[Where]], between: tuple[int, int | None], limit: int
) -> tuple[str, list[Any]]:
    """A statement for the sort keys of what fits, newest first."""
    ask, few, many = look
    since, before = between
    parts = ["t.vector @@ %s::tsquery", "t.brand_id = ANY(%s)", "t.sort_key >= %s"]
    floor = max(since, sort_floor(ask.since) if ask.since else 0)
    values: list[Any] = [_query(ask), list(viewer.brand_ids), floor]
    for upper in (before, None if ask.until is None else sort_floor(ask.until)):
        if upper is not None:
            parts.append("t.sort_key < %s")
            values.append(upper)
    for one in few:
        parts.append(f"i.conversation_id IN ({one.ids})")
        values += one.values
    for one in many:
        parts.append(f"NOT ({one.condition})" if one.is_not else f"({one.condition})")
        values += one.values
    talks = "JOIN interactions_conversation c ON c.id = i.conversation_id" if many else ""
    joins = f"JOIN interactions_interaction i ON i.sort_key = t.sort_key {talks}" if few or many else ""
    # In the newest window the rows are walked from the end. Beyond it the word is rarer, and the planner, who does
    # not know how much rarer, must not walk years of rows for it: the sum keeps it from the key, so it asks the index.
    order = "t.sort_key" if since > sort_floor(now() - 2 * WINDOWS[0]) else "t.sort_key + 0"
    statement = f"""SELECT t.sort_key FROM interactions_terms t {joins} WHERE {" AND ".join(parts)}
                    ORDER BY {order} DESC LIMIT %s"""  # noqa: S608
    return statement, [*values, limit]


def _query(ask: Asked) -> str:
    wants = " & ".join(_said(one) for one in ask.wants or [marked("all")])
    return f"{wants} & !({' | '.join(map(_said, ask.excludes))})" if ask.excludes else wants


def _said(one: Wanted) -> str:
    """The words hold no signs of tsquery: they are letters, digits and our own mark."""
    weight = WEIGHTS[one.field]
    signs = [f":{weight}" if weight else ""] * len(one.phrase)
    if one.is_begun:
        signs[-1] = f":*{weight}"
    phrase = " <-> ".join(f"'{word}'{sign}" for word, sign in zip(one.phrase, signs, strict=True))
    stems = [f"'{stem}'" for stem in sorted(one.stems)]
    return f"({' | '.join([f'({phrase})', *stems])})"

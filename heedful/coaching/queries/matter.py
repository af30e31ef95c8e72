"""What a review must know of a conversation and no more: it is asked for at every pause of every writer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from heedful.interactions.queries import NotFound
from heedful.team.viewer import Viewer

TURNS = 12
# By hand, for building them anew costs many times what the database takes (decision 0012).
MATTER = """SELECT c.id, c.brand_id, c.team_id, c.channel, c.customer_id, u.name, c.merged_into_id
    FROM interactions_conversation c JOIN customers_customer u ON u.id = c.customer_id WHERE c.id = %s"""
SAID = """SELECT direction, text, author_name, author_address, happened_at, is_automatic, visibility
    FROM interactions_interaction WHERE conversation_id = %s AND withdrawn_at IS NULL
    ORDER BY sort_key DESC LIMIT %s"""
LAST_WRITTEN = """SELECT visibility FROM interactions_interaction
    WHERE conversation_id = %s AND direction = 'in' AND NOT is_automatic AND author_address <> ''
    ORDER BY sort_key DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Matter:
    """A conversation as the coach needs it. A `Talk` has the same and may stand for it."""

    id: int
    brand_id: int
    team_id: int | None
    channel: str
    customer_id: int
    customer_name: str


def matter_of(viewer: Viewer, conversation_id: int) -> Matter:
    """One query, or NotFound. One that was merged away is found where it went."""
    wanted: int | None = conversation_id
    found: Matter | None = None
    with connection.cursor() as cursor:
        while wanted is not None:
            cursor.execute(MATTER, [wanted])
            row = cursor.fetchone()
            if row is None or row[1] not in viewer.brand_ids:
                raise NotFound("There is no such conversation.")
            found, wanted = Matter(*row[:6]), row[6]
    if found is None:
        raise NotFound("There is no such conversation.")
    return found


def said_in(conversation_id: int) -> tuple[list[tuple[str, str, str, int]], bool]:
    """The last turns, oldest first, and whether the customer wrote where everybody reads. One query, seldom two."""
    with connection.cursor() as cursor:
        cursor.execute(SAID, [conversation_id, TURNS])
        rows = cursor.fetchall()
        theirs = [row[6] for row in rows if row[0] == "in" and not row[5] and row[3]]
        if not theirs:
            cursor.execute(LAST_WRITTEN, [conversation_id])
            theirs = [row[0] for row in cursor.fetchall()]
    turns = [(way, text, name, at) for way, text, name, _, at, is_automatic, _ in reversed(rows) if not is_automatic]
    return turns, bool(theirs) and theirs[0] == "public"

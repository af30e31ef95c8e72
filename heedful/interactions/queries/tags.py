"""The tags of conversations, and those of a brand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from heedful.interactions.models import Tag
from heedful.team.viewer import Viewer

ON = """SELECT g.conversation_id, t.id, t.name, t.tone FROM interactions_tagging g
        JOIN interactions_tag t ON t.id = g.tag_id WHERE g.conversation_id IN ({marks}) ORDER BY t.name_key"""


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag as screens show it."""

    id: int
    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag of a brand and how many conversations have it."""

    id: int
    name: str
    tone: str
    conversations: int


def tags_on(conversation_ids: Sequence[int]) -> dict[int, tuple[TagRow, ...]]:
    """Of each conversation, in the order of the alphabet; one query. Whoever asks has checked the ids."""
    found: dict[int, tuple[TagRow, ...]] = {}
    if not conversation_ids:
        return found
    with connection.cursor() as cursor:
        cursor.execute(ON.format(marks=", ".join(["%s"] * len(conversation_ids))), list(conversation_ids))
        for conversation_id, *tag in cursor.fetchall():
            found[conversation_id] = (*found.get(conversation_id, ()), TagRow(*tag))
    return found


def tags(viewer: Viewer, brand_id: int) -> list[TagRow]:
    """All tags of a brand, in the order of the alphabet."""
    viewer.require("agent", brand_id)
    rows = Tag.objects.filter(brand_id=brand_id).order_by("name_key")
    return [TagRow(*row) for row in rows.values_list("id", "name", "tone")]


def tag_uses(viewer: Viewer, brand_id: int) -> list[TagUse]:
    """The same with how often each is used, for tidying up."""
    viewer.require("agent", brand_id)
    rows = Tag.objects.filter(brand_id=brand_id).annotate(used=Count("taggings")).order_by("name_key")
    return [TagUse(*row) for row in rows.values_list("id", "name", "tone", "used")]

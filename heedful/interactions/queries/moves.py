"""Merges and splits that can still be undone, as lines above a conversation; and what could be merged into it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from heedful.customers.queries import NotFound
from heedful.interactions.models import Conversation, Move
from heedful.interactions.queries.lookup import conversation_of
from heedful.team.viewer import Viewer

MOST = 20


@dataclass(frozen=True, slots=True)
class MoveLine:
    """`other_id` is the conversation at the other end; `came` says that something came here by it."""

    id: int
    kind: str
    came: bool
    other_id: int
    other_subject: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A conversation that could be brought into another one."""

    id: int
    subject: str
    customer_name: str
    channel: str
    state: str
    last_at: int


def moves_of(viewer: Viewer, conversation_id: int) -> list[MoveLine]:
    """Newest first; one query."""
    rows = Move.objects.filter(
        Q(target_id=conversation_id) | Q(source_id=conversation_id, kind=Move.Kind.SPLIT),
        undone_at=None,
        source__brand_id__in=viewer.brand_ids,
    ).select_related("source", "target", "person")
    return [_line(row, conversation_id) for row in rows.order_by("-id")[:MOST]]


def move_of_viewer(viewer: Viewer, move_id: int) -> MoveLine:
    """One of them, as seen from where it went; NotFound for another brand's."""
    rows = Move.objects.filter(pk=move_id, source__brand_id__in=viewer.brand_ids)
    row = rows.select_related("source", "target", "person").first()
    if row is None:
        raise NotFound("There is no such merge or split.")
    return _line(row, row.target_id)


def same_customer(viewer: Viewer, conversation_id: int, *, limit: int = 8) -> list[Candidate]:
    """Other conversations of the same customer, the open ones first."""
    here = conversation_of(viewer, conversation_id)
    rows = Conversation.objects.filter(customer_id=here.customer_id, brand_id=here.brand_id)
    rows = rows.exclude(pk=here.pk).exclude(state=Conversation.State.MERGED).select_related("customer")
    found = sorted(rows.order_by("-last_at")[: 3 * limit], key=lambda row: row.state != Conversation.State.OPEN)
    return [candidate(row) for row in found[:limit]]


def candidate(row: Conversation) -> Candidate:
    return Candidate(row.pk, row.subject, row.customer.name, row.channel, row.state, row.last_at)


def _line(row: Move, here: int) -> MoveLine:
    came = row.target_id == here
    other = row.source if came else row.target
    return MoveLine(row.pk, row.kind, came, other.pk, other.subject, row.person.name if row.person else "", row.at)

"""Drafts, what was put off, and what is known about the replies that were handed over."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from heedful.interactions.queries import conversation_of
from heedful.replies.models import Draft
from heedful.switchboard.models import Delivery
from heedful.team.viewer import Viewer

MOST_SCHEDULED = 200


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A reply that leaves by itself, or waits for its writer with a reason."""

    draft_id: int
    conversation_id: int
    subject: str
    customer_name: str
    person_id: int
    person_name: str
    send_at: int
    held_reason: str
    beginning: str


def draft_of(viewer: Viewer, conversation_id: int, kind: str) -> Draft | None:
    """The viewer's own unfinished text; nobody sees another's."""
    conversation_of(viewer, conversation_id)
    rows = Draft.objects.filter(conversation_id=conversation_id, person_id=viewer.person_id, kind=kind)
    return rows.first()


def scheduled(viewer: Viewer) -> list[Scheduled]:
    """One's own, and in brands that one leads everybody's; the next one first. One query."""
    led = [brand_id for brand_id in viewer.brand_ids if viewer.can("lead", brand_id)]
    mine = Q(person_id=viewer.person_id, conversation__brand_id__in=viewer.brand_ids)
    rows = Draft.objects.filter(mine | Q(conversation__brand_id__in=led), send_at__isnull=False)
    rows = rows.select_related("conversation__customer", "person").order_by("send_at", "id")[:MOST_SCHEDULED]
    return [
        Scheduled(
            row.pk, row.conversation_id, row.conversation.subject, row.conversation.customer.name, row.person_id,
            row.person.name, row.send_at or 0, row.held_reason, " ".join(row.text[:300].split())[:140],
        )
        for row in rows
    ]  # fmt: skip


def deliveries_of(viewer: Viewer, conversation_id: int) -> dict[int, Delivery]:
    """By interaction id: what became of each reply."""
    rows = Delivery.objects.filter(
        interaction__conversation_id=conversation_id, interaction__brand_id__in=viewer.brand_ids
    )
    return {row.interaction_id: row for row in rows}

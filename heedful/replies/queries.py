"""Drafts, and what is known about the replies that were handed over."""

from __future__ import annotations

from heedful.interactions.queries import conversation_of
from heedful.replies.models import Draft
from heedful.switchboard.models import Delivery
from heedful.team.viewer import Viewer


def draft_of(viewer: Viewer, conversation_id: int, kind: str) -> Draft | None:
    """The viewer's own unfinished text; nobody sees another's."""
    conversation_of(viewer, conversation_id)
    rows = Draft.objects.filter(conversation_id=conversation_id, person_id=viewer.person_id, kind=kind)
    return rows.first()


def deliveries_of(viewer: Viewer, conversation_id: int) -> dict[int, Delivery]:
    """By interaction id: what became of each reply."""
    rows = Delivery.objects.filter(
        interaction__conversation_id=conversation_id, interaction__brand_id__in=viewer.brand_ids
    )
    return {row.interaction_id: row for row in rows}

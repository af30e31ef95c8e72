"""Which colleagues are at a conversation at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.events.instant import now
from heedful.interactions.models import Presence
from heedful.interactions.queries.lookup import conversation_of
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague who is there."""

    person_id: int
    name: str
    is_writing: bool


def present(viewer: Viewer, conversation_id: int) -> list[Present]:
    """Everybody but oneself, those who write first. Who has left the brand since is nobody's colleague."""
    row = conversation_of(viewer, conversation_id)
    rows = Presence.objects.filter(
        conversation=row, until_at__gt=now(), person__is_active=True, person__memberships__brand_id=row.brand_id
    ).exclude(person_id=viewer.person_id)
    found = rows.order_by("-is_writing", "person__name").values_list("person_id", "person__name", "is_writing")
    return [Present(*one) for one in found]

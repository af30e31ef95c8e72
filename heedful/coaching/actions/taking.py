"""Remember that a better wording was taken."""

from __future__ import annotations

from heedful.coaching.models import Taking
from heedful.events.instant import now
from heedful.interactions.queries import conversation_of
from heedful.team.viewer import Viewer


def take(*, viewer: Viewer, conversation_id: int, code: str) -> Taking:
    """It is counted when the reply leaves; no event, for nothing follows from it."""
    conversation = conversation_of(viewer, conversation_id)
    return Taking.objects.create(
        conversation=conversation, person_id=viewer.person_id, code=code[:10], created_at=now()
    )

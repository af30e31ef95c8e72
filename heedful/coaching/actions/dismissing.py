"""Remember what a writer did not want to hear again."""

from __future__ import annotations

from django.db import transaction

from heedful.coaching import kinds
from heedful.coaching.models import Dismissal
from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions.queries import conversation_of
from heedful.team.viewer import Viewer


def dismiss(*, viewer: Viewer, conversation_id: int, code: str, words: str, reason: str) -> Dismissal:
    """'Not here': this finding is not shown again in this conversation for these words."""
    with transaction.atomic():
        conversation = conversation_of(viewer, conversation_id)
        row = Dismissal.objects.create(
            conversation=conversation,
            person_id=viewer.person_id,
            code=code[:10],
            words=words[:300],
            reason=" ".join(reason.split())[:300],
            created_at=now(),
        )
        about = Subject(conversation.brand_id, conversation.customer_id, conversation.pk)
        record(kinds.DISMISSED, about, person_id=viewer.person_id, code=row.code)
    return row

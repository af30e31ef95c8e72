"""Words among ourselves."""

from __future__ import annotations

from django.db import transaction

from heedful.interactions.actions import Writing, record_note
from heedful.interactions.models import Interaction
from heedful.replies.actions.refusals import check_text
from heedful.replies.models import Draft
from heedful.team.viewer import Viewer


def add_note(*, viewer: Viewer, conversation_id: int, text: str, key: str) -> Interaction:
    """Write a note that only the team sees."""
    check_text(text)
    with transaction.atomic():
        note = record_note(
            viewer=viewer, conversation_id=conversation_id, writing=Writing(text, f"note-{conversation_id}-{key[:40]}")
        )
        Draft.objects.filter(conversation_id=conversation_id, person_id=viewer.person_id, kind="note").delete()
    return note

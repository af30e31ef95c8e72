"""Keep what is being written, and to whom it shall go."""

from __future__ import annotations

from django.db import transaction

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions.queries.lookup import locked_of
from heedful.replies import kinds
from heedful.replies.actions.refusals import StaleDraft, check_text
from heedful.replies.heading import Heading
from heedful.replies.models import Draft
from heedful.team.viewer import Viewer


def save_draft(*, viewer: Viewer, conversation_id: int, kind: str, text: str, version: int | None = None) -> Draft:
    """Keep what is being written. `version` is the last one the writer saw (None: do not ask)."""
    check_text(text, may_be_empty=True)
    with transaction.atomic():
        draft = draft_for(viewer, conversation_id, kind)
        # Version 0 holds a heading or files and no words yet: there is nothing to overwrite.
        if draft.version and version is not None and draft.version != version and draft.text != text:
            raise StaleDraft(draft, text)
        if draft.pk and draft.version and draft.text == text:
            return draft
        draft.text, draft.version, draft.updated_at = text, draft.version + 1, now()
        if draft.send_at is not None:
            # Whoever changes it is at work on it again: half a sentence must not leave by itself.
            draft.send_at, draft.held_reason = None, ""
            about = Subject(draft.conversation.brand_id, draft.conversation.customer_id, draft.conversation_id)
            record(kinds.UNSCHEDULED, about, person_id=viewer.person_id)
        draft.save()
    return draft


def write_heading(*, viewer: Viewer, conversation_id: int, kind: str, heading: Heading) -> Draft:
    """Keep to whom it shall go and from where; the last choice counts, there is nothing in it to lose."""
    with transaction.atomic():
        draft = draft_for(viewer, conversation_id, kind)
        draft.head = heading.as_row()
        if not draft.pk:
            draft.updated_at = now()
        draft.save()
    return draft


def draft_for(viewer: Viewer, conversation_id: int, kind: str) -> Draft:
    """The viewer's draft or a new one (not saved), behind the lock of its conversation. Inside a transaction only."""
    # The conversation row is the lock: two tabs that save a first draft at once meet here.
    row = locked_of(viewer, conversation_id)
    draft = Draft.objects.filter(conversation=row, person_id=viewer.person_id, kind=kind).first()
    return draft or Draft(conversation=row, person_id=viewer.person_id, kind=kind, version=0)

"""A draft goes to a colleague, who goes on with it; and drafts follow a conversation that was merged into another."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions.actions import assign
from heedful.interactions.models import Conversation
from heedful.interactions.queries import conversation_of
from heedful.replies import kinds
from heedful.replies.actions.refusals import CannotSend
from heedful.replies.models import Draft
from heedful.team.queries import colleagues
from heedful.team.viewer import Viewer


def hand_over(*, viewer: Viewer, conversation_id: int, person_id: int, kind: str = Draft.Kind.REPLY) -> Draft:
    """Give one's draft, with all that is in it, and the conversation to a colleague. Theirs is not touched."""
    with transaction.atomic():
        row = conversation_of(viewer, conversation_id)
        Conversation.objects.select_for_update().get(pk=row.pk)
        draft = _given(viewer, row, kind)
        name = dict(colleagues(viewer, row.brand_id)).get(person_id)
        if name is None or person_id == viewer.person_id:
            raise CannotSend(_("Choose a colleague of this brand."))
        _make_room(row, person_id, kind, name)
        draft.person_id, draft.version, draft.updated_at = person_id, draft.version + 1, now()
        draft.save()
        if kind != Draft.Kind.NOTE:
            assign(viewer=viewer, conversation_id=row.pk, person_id=person_id)
        about = Subject(row.brand_id, row.customer_id, row.pk)
        record(kinds.HANDED_OVER, about, person_id=viewer.person_id, to=person_id, draft_kind=kind)
    return draft


def move_drafts(*, from_id: int, to_id: int) -> int:
    """After a merge: whoever was writing there goes on here. Two drafts of one person become one, and wait for them."""
    reason = _("Two conversations were merged while you were writing. Read it once more, then send it.")
    with transaction.atomic():
        rows = list(Draft.objects.select_for_update().filter(conversation_id=from_id).order_by("pk"))
        for row in rows:
            here = Draft.objects.filter(conversation_id=to_id, person_id=row.person_id, kind=row.kind).first()
            if here is None:
                row.conversation_id = to_id
                row.save(update_fields=["conversation"])
                continue
            here.text = "\n\n".join(text for text in (here.text, row.text) if text.strip())
            here.send_at = here.send_at or row.send_at
            here.held_reason = reason if here.send_at is not None else here.held_reason
            here.version, here.updated_at = here.version + 1, now()
            here.save()
            row.files.update(draft=here)
            row.delete()
    return len(rows)


def _given(viewer: Viewer, row: Conversation, kind: str) -> Draft:
    draft = Draft.objects.filter(conversation=row, person_id=viewer.person_id, kind=kind).first()
    if draft is None or not draft.text.strip():
        raise CannotSend(_("There is nothing written yet. Assign the conversation instead."))
    if draft.send_at is not None:
        raise CannotSend(_("It leaves by itself later. Take it off the schedule first."))
    return draft


def _make_room(row: Conversation, person_id: int, kind: str, name: str) -> None:
    """A begun draft of the colleague is theirs; an empty one is in nobody's way."""
    theirs = Draft.objects.filter(conversation=row, person_id=person_id, kind=kind).first()
    if theirs is None:
        return
    if theirs.text.strip() or theirs.send_at is not None or theirs.files.exists():
        raise CannotSend(_("%(name)s has begun a draft here too. Ask them first.") % {"name": name})
    theirs.delete()

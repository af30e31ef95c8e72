"""Pass a message on to somebody else. It is marked as passed on and does not answer the customer's inquiry."""

from __future__ import annotations

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from heedful.events.instant import now
from heedful.interactions.queries import conversation
from heedful.replies.actions.drafts import draft_for
from heedful.replies.actions.files import bring_back, checked_files
from heedful.replies.actions.refusals import CannotSend, check_text
from heedful.replies.actions.sending import hand_over
from heedful.replies.heading import Heading, heading_of
from heedful.replies.letters import Letter
from heedful.replies.models import Draft
from heedful.replies.originals import original_of, passed_on
from heedful.replies.signatures import signature_for
from heedful.switchboard.models import Delivery
from heedful.team.viewer import Viewer


def start_forward(*, viewer: Viewer, conversation_id: int, original_id: int | None = None) -> Draft:
    """A draft that passes a message on, with its files. One that is begun goes on, unless another message is named."""
    with transaction.atomic():
        draft = draft_for(viewer, conversation_id, Draft.Kind.FORWARD)
        known = heading_of(draft.head) or Heading()
        if known.original_id is not None and original_id in {None, known.original_id}:
            return draft
        original = original_of(viewer, draft.conversation_id, original_id)
        draft.head = replace(known, original_id=original.pk).as_row()
        draft.updated_at = now()
        draft.save()
        draft.files.all().delete()
        bring_back(draft, original)
    return draft


def forward_mail(
    *, viewer: Viewer, conversation_id: int, text: str, key: str, heading: Heading | None = None
) -> Delivery:
    """Hand a forward over; it is held for ten seconds like a reply. The same key sends once."""
    check_text(text, may_be_empty=True)
    talk = conversation(viewer, conversation_id)
    key = f"{talk.id}-{key[:40]}"
    known = Delivery.objects.filter(key=key).select_related("interaction").first()
    if known is not None:
        return known
    draft = Draft.objects.filter(conversation_id=talk.id, person_id=viewer.person_id, kind="forward").first()
    kept = (heading_of(draft.head) if draft else None) or Heading()
    heading = replace(heading or kept, original_id=kept.original_id)
    original = original_of(viewer, talk.id, heading.original_id)
    heading = replace(heading, original_id=original.pk)
    if not heading.to:
        raise CannotSend(_("Say under To whom it shall be passed on to."))
    signature = signature_for(viewer, talk, heading) if heading.is_signed else ""
    letter = Letter(text, heading, signature, checked_files(draft), passed_on(original))
    try:
        with transaction.atomic():
            delivery = hand_over(viewer, talk, letter, key, None)
            if draft is not None:
                draft.delete()
    except IntegrityError:
        return Delivery.objects.select_related("interaction").get(key=key)
    return delivery

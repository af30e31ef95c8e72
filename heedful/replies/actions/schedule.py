"""A reply that leaves by itself at a chosen time, unless somebody writes in between: then it waits for its writer.

Until it leaves it is a draft and nothing more, so the inquiry stays on the radar.
"""

from __future__ import annotations

import logging
import secrets

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import DAY, MINUTE, SECOND, now
from heedful.interactions.models import Interaction
from heedful.interactions.queries import NotFound, conversation
from heedful.replies import kinds
from heedful.replies.actions.drafts import draft_for
from heedful.replies.actions.files import checked_files
from heedful.replies.actions.refusals import CannotSend, Held, check_text
from heedful.replies.actions.sending import judge_reply, send_reply
from heedful.replies.models import Draft
from heedful.switchboard.actions import NoMailbox
from heedful.team.viewer import Viewer, viewer_of

log = logging.getLogger(__name__)
SOONEST = MINUTE
LATEST = 366 * DAY


def schedule_reply(
    *, viewer: Viewer, conversation_id: int, text: str, send_at: int, override_reason: str = "", seen: int | None = None
) -> Draft:
    """Put a reply off. Raises Held or CannotSend like sending does, so that no surprise waits for the morning."""
    check_text(text)
    moment = now()
    if send_at < moment + SOONEST:
        raise CannotSend(_("This time is over, or less than a minute away. Choose a later one, or send it now."))
    if send_at > moment + LATEST:
        raise CannotSend(_("That is more than a year away. Choose an earlier day."))
    talk = conversation(viewer, conversation_id)
    held = judge_reply(viewer, talk, text).held
    if held and not override_reason.strip():
        raise Held(held)
    with transaction.atomic():
        draft = draft_for(viewer, talk.id, Draft.Kind.REPLY)
        checked_files(draft if draft.pk else None)
        draft.text, draft.version, draft.updated_at = text, draft.version + 1, moment
        draft.send_at, draft.send_key, draft.held_reason = send_at, secrets.token_urlsafe(16), ""
        draft.seen, draft.override_reason = seen, override_reason.strip()[:300]
        draft.save()
        record(kinds.SCHEDULED, _about(draft), person_id=viewer.person_id, send_at=send_at)
    return draft


def unschedule(*, viewer: Viewer, draft_id: int) -> Draft:
    """Back to a plain draft. One's own; a lead may stop anybody's."""
    with transaction.atomic():
        rows = Draft.objects.select_for_update(of=("self",)).select_related("conversation")
        draft = rows.filter(pk=draft_id, conversation__brand_id__in=viewer.brand_ids).first()
        if draft is None:
            raise NotFound(_("There is no such draft. It may have left meanwhile."))
        if draft.person_id != viewer.person_id:
            viewer.require("lead", draft.conversation.brand_id)
        if draft.send_at is not None:
            draft.send_at, draft.held_reason = None, ""
            draft.save(update_fields=["send_at", "held_reason"])
            record(kinds.UNSCHEDULED, _about(draft), person_id=viewer.person_id)
    return draft


def hold_scheduled(*, conversation_id: int, interaction_id: int, reason: str) -> int:
    """Something came in: what was put off by those who had not seen it waits for them. Returns how many."""
    with transaction.atomic():
        rows = Draft.objects.select_for_update(of=("self",)).select_related("conversation")
        rows = rows.filter(conversation_id=conversation_id, send_at__isnull=False, held_reason="")
        drafts = list(rows.filter(Q(seen__lt=interaction_id) | Q(seen=None)))
        for draft in drafts:
            _hold(draft, reason)
    return len(drafts)


def send_due(limit: int = 20) -> int:
    """Hand over what is due; returns how many were taken up."""
    done = 0
    while done < limit and (draft := _next_due()) is not None:
        _send(draft)
        done += 1
    return done


def seconds_to_next_scheduled() -> float | None:
    """How long until the next one is due; None when none waits."""
    due = Draft.objects.filter(send_at__isnull=False, held_reason="").order_by("send_at")
    first = due.values_list("send_at", flat=True).first()
    return None if first is None else max(0.0, (first - now()) / SECOND)


def _next_due() -> Draft | None:
    due = Draft.objects.filter(send_at__lte=now(), held_reason="").order_by("send_at", "id")
    return due.select_related("conversation", "person").first()


def _send(draft: Draft) -> None:
    """The key of the draft makes it leave once, however many processes try."""
    if _somebody_wrote(draft):
        _hold_fresh(draft, _("The customer has written in the meantime. Read it first, then send this or change it."))
        return
    viewer = viewer_of(draft.person)
    try:
        send_reply(
            viewer=viewer, conversation_id=draft.conversation_id, text=draft.text, key=draft.send_key,
            override_reason=draft.override_reason, seen=draft.seen,
        )  # fmt: skip
    except (CannotSend, NoMailbox, Held, NotFound, ValueError) as problem:
        _hold_fresh(draft, str(problem))
    else:
        Draft.objects.filter(pk=draft.pk, send_key=draft.send_key).delete()


def _somebody_wrote(draft: Draft) -> bool:
    later = Interaction.objects.filter(conversation_id=draft.conversation_id, direction="in", is_automatic=False)
    return draft.seen is not None and later.filter(pk__gt=draft.seen).exists()


def _hold_fresh(draft: Draft, reason: str) -> None:
    with transaction.atomic():
        rows = Draft.objects.select_for_update(of=("self",)).select_related("conversation")
        row = rows.filter(pk=draft.pk, send_at__isnull=False, held_reason="").first()
        if row is not None:
            _hold(row, reason)


def _hold(draft: Draft, reason: str) -> None:
    draft.held_reason = reason[:500] or "?"
    draft.save(update_fields=["held_reason"])
    record(kinds.SCHEDULE_HELD, _about(draft), person_id=draft.person_id, reason=draft.held_reason[:300])
    log.info("a scheduled reply was held back")


def _about(draft: Draft) -> Subject:
    return Subject(draft.conversation.brand_id, draft.conversation.customer_id, draft.conversation_id)

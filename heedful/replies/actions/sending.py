"""Hand a reply over, and take it back while the server holds it."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from heedful.channels.email.markup import blanked
from heedful.channels.message import Party
from heedful.coach import Finding
from heedful.coaching.actions import Judged, forget_review, judge, keep_review
from heedful.events.actions import Subject, record
from heedful.events.instant import SECOND, now
from heedful.interactions.actions import record_outbound
from heedful.interactions.models import Interaction
from heedful.interactions.queries import Talk, conversation
from heedful.replies import kinds
from heedful.replies.actions.drafts import save_draft, write_heading
from heedful.replies.actions.files import bring_back, checked_files
from heedful.replies.actions.refusals import CannotSend, Held, check_text
from heedful.replies.heading import FIELDS, Heading, heading_of
from heedful.replies.letters import Letter, account_of, route_of, writing_of
from heedful.replies.models import Draft
from heedful.replies.recipients import usual_for
from heedful.replies.signatures import signature_for
from heedful.switchboard.actions import queue_delivery, undo
from heedful.switchboard.models import Delivery
from heedful.team.viewer import Viewer

HOLD = 10 * SECOND


def send_reply(
    *, viewer: Viewer, conversation_id: int, text: str, key: str, override_reason: str = "", seen: int | None = None,
    heading: Heading | None = None,
) -> Delivery:  # fmt: skip
    """Hand a reply over: it leaves after ten seconds unless it is taken back. The same key sends once.

    Raises Held when the standards hold it back and no reason was given, CannotSend when it cannot leave.
    `seen` is the newest interaction on the writer's screen: what came later stays unanswered.
    Without a heading it goes where the draft says, else to the usual people.
    """
    check_text(text)
    talk = conversation(viewer, conversation_id)
    key = f"{talk.id}-{key[:40]}"
    known = Delivery.objects.filter(key=key).select_related("interaction").first()
    if known is not None:
        return known
    draft = Draft.objects.filter(conversation_id=talk.id, person_id=viewer.person_id, kind="reply").first()
    letter = _letter(viewer, talk, text, draft, heading)
    judged = judge_reply(viewer, talk, text)
    held = judged.held
    if held and not override_reason.strip():
        raise Held(held)
    try:
        with transaction.atomic():
            delivery = hand_over(viewer, talk, letter, key, seen)
            reason = override_reason if held else ""
            keep_review(interaction=delivery.interaction, team_id=talk.team_id, judged=judged, reason=reason.strip())
            if held:
                _note_override(viewer, delivery, held, override_reason)
            if draft is not None:
                draft.delete()
    except IntegrityError:
        return Delivery.objects.select_related("interaction").get(key=key)
    return delivery


def undo_send(*, viewer: Viewer, delivery_id: int) -> Draft:
    """Take a reply back while it is held; its words, recipients and files become the draft again."""
    with transaction.atomic():
        delivery = undo(viewer=viewer, delivery_id=delivery_id)
        interaction = delivery.interaction
        forget_review(interaction_id=interaction.pk)
        kind = Draft.Kind.FORWARD if "forwarded_to" in interaction.extra else Draft.Kind.REPLY
        conversation_id, text = interaction.conversation_id, interaction.extra.get("written", interaction.text)
        draft = save_draft(viewer=viewer, conversation_id=conversation_id, kind=kind, text=text)
        if kind == Draft.Kind.FORWARD or "to" in interaction.extra:
            draft = write_heading(
                viewer=viewer, conversation_id=conversation_id, kind=kind, heading=_heading_again(delivery)
            )
        bring_back(draft, interaction)
    return draft


def judge_reply(viewer: Viewer, talk: Talk, text: str) -> Judged:
    """What the coach thinks of the words of a reply; marks are nobody's words, and the places stay."""
    return judge(viewer=viewer, talk=talk, text=blanked(text))


def hand_over(viewer: Viewer, talk: Talk, letter: Letter, key: str, seen: int | None) -> Delivery:
    """Record it and put it into the outbox. Call it inside a transaction."""
    account = account_of(talk, letter.heading)
    interaction = record_outbound(
        viewer=viewer, conversation_id=talk.id, writing=writing_of(letter, account, key, seen)
    )
    return queue_delivery(interaction=interaction, route=route_of(letter, account), key=key, send_at=now() + HOLD)


def _letter(viewer: Viewer, talk: Talk, text: str, draft: Draft | None, heading: Heading | None) -> Letter:
    heading = heading or (heading_of(draft.head) if draft else None) or usual_for(talk).heading
    if not heading.to:
        raise CannotSend("There is no mail address to answer to. Add one on the customer card first.")
    signature = signature_for(viewer, talk, heading) if heading.is_signed else ""
    return Letter(text, heading, signature, checked_files(draft))


def _heading_again(delivery: Delivery) -> Heading:
    extra, names = delivery.interaction.extra, delivery.recipients.get("names", {})
    lines = {
        name: tuple(Party(address, names.get(address, "")) for address in delivery.recipients.get(name, ()))
        for name in FIELDS
    }
    return Heading(
        **lines, sender=extra.get("sender", ""), is_signed="unsigned" not in extra,
        original_id=extra.get("forward_of"),
    )  # fmt: skip


def _note_override(viewer: Viewer, delivery: Delivery, held: tuple[Finding, ...], reason: str) -> None:
    about = subject_of(delivery.interaction)
    codes = [finding.code for finding in held]
    record(kinds.SENT_ANYWAY, about, person_id=viewer.person_id, codes=codes, reason=reason.strip()[:300])


def subject_of(interaction: Interaction) -> Subject:
    return Subject(interaction.brand_id, interaction.customer_id, interaction.conversation_id, interaction.pk)

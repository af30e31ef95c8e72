"""Write, send, take back. A reply is held for ten seconds by the server, whatever the browser does."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from heedful.coach import Finding
from heedful.coaching.actions import review_for
from heedful.events.actions import Subject, record
from heedful.events.instant import SECOND, now
from heedful.interactions.actions import Writing, record_note, record_outbound
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import Talk, conversation, conversation_of
from heedful.replies import kinds
from heedful.replies.models import Draft
from heedful.switchboard.actions import Route, account_for, message_id_for, queue_delivery, undo
from heedful.switchboard.models import Delivery
from heedful.team.viewer import Viewer

HOLD = 10 * SECOND
LONGEST = 200_000


class StaleDraft(Exception):
    """The draft changed elsewhere since it was loaded; both texts are kept."""

    def __init__(self, draft: Draft, mine: str) -> None:
        super().__init__("This draft was changed in another window. Both versions are kept; choose one.")
        self.draft = draft
        self.mine = mine


class Held(Exception):
    """The brand's standards hold this reply back; `findings` say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("The standards hold this reply back: " + ", ".join(f.message for f in findings))
        self.findings = findings


class CannotSend(ValueError):
    """The reply cannot leave; the words say what to do."""


def save_draft(*, viewer: Viewer, conversation_id: int, kind: str, text: str, version: int | None = None) -> Draft:
    """Keep what is being written. `version` is the last one the writer saw (None: do not ask)."""
    check_text(text, may_be_empty=True)
    with transaction.atomic():
        row = conversation_of(viewer, conversation_id)
        # The conversation row is the lock: two tabs that save a first draft at once meet here.
        Conversation.objects.select_for_update().get(pk=row.pk)
        draft = Draft.objects.filter(conversation=row, person_id=viewer.person_id, kind=kind).first()
        if draft is None:
            draft = Draft(conversation=row, person_id=viewer.person_id, kind=kind, version=0)
        elif version is not None and draft.version != version and draft.text != text:
            raise StaleDraft(draft, text)
        if draft.pk and draft.text == text:
            return draft
        draft.text, draft.version, draft.updated_at = text, draft.version + 1, now()
        draft.save()
    return draft


def send_reply(
    *, viewer: Viewer, conversation_id: int, text: str, key: str, override_reason: str = "", seen: int | None = None
) -> Delivery:
    """Hand a reply over: it leaves after ten seconds unless it is taken back. The same key sends once.

    Raises Held when the standards hold it back and no reason was given, CannotSend when it cannot leave.
    `seen` is the newest interaction on the writer's screen: what came later stays unanswered.
    """
    check_text(text)
    talk = conversation(viewer, conversation_id)
    key = f"{talk.id}-{key[:40]}"
    known = Delivery.objects.filter(key=key).select_related("interaction").first()
    if known is not None:
        return known
    if not talk.reply_to:
        raise CannotSend("There is no mail address to answer to. Add one on the customer card first.")
    held = tuple(f for f in review_for(viewer=viewer, talk=talk, text=text).findings if f.holds)
    if held and not override_reason.strip():
        raise Held(held)
    try:
        with transaction.atomic():
            delivery = _hand_over(viewer, talk, Writing(text, key, seen))
            if held:
                _note_override(viewer, delivery, held, override_reason)
            Draft.objects.filter(conversation_id=talk.id, person_id=viewer.person_id, kind="reply").delete()
    except IntegrityError:
        return Delivery.objects.select_related("interaction").get(key=key)
    return delivery


def undo_send(*, viewer: Viewer, delivery_id: int) -> Draft:
    """Take a reply back while it is held; its words become the draft again."""
    with transaction.atomic():
        delivery = undo(viewer=viewer, delivery_id=delivery_id)
        interaction = delivery.interaction
        return save_draft(
            viewer=viewer, conversation_id=interaction.conversation_id, kind="reply", text=interaction.text
        )


def add_note(*, viewer: Viewer, conversation_id: int, text: str, key: str) -> Interaction:
    """Write a note that only the team sees."""
    check_text(text)
    with transaction.atomic():
        note = record_note(
            viewer=viewer, conversation_id=conversation_id, writing=Writing(text, f"note-{conversation_id}-{key[:40]}")
        )
        Draft.objects.filter(conversation_id=conversation_id, person_id=viewer.person_id, kind="note").delete()
    return note


def check_text(text: str, *, may_be_empty: bool = False) -> None:
    """Refuse what cannot be stored or sent, in words."""
    if not may_be_empty and not text.strip():
        raise CannotSend("There is nothing written yet.")
    if len(text) > LONGEST:
        raise CannotSend(f"This is longer than {LONGEST:,} characters. Attach it as a file instead.")
    if "\0" in text:
        raise CannotSend("The text holds a character that cannot be stored (NUL). Remove it and try again.")


def _hand_over(viewer: Viewer, talk: Talk, writing: Writing) -> Delivery:
    account = account_for(brand_id=talk.brand_id, preferred_id=talk.account_id)
    writing = Writing(
        writing.text,
        writing.key,
        writing.seen,
        external_id=message_id_for(account, writing.key),
        author_address=account.address,
        channel=account.channel,
    )
    interaction = record_outbound(viewer=viewer, conversation_id=talk.id, writing=writing)
    return queue_delivery(
        interaction=interaction, route=Route(account.pk, account.address, (talk.reply_to,)), key=writing.key,
        send_at=now() + HOLD,
    )  # fmt: skip


def _note_override(viewer: Viewer, delivery: Delivery, held: tuple[Finding, ...], reason: str) -> None:
    interaction = delivery.interaction
    about = Subject(interaction.brand_id, interaction.customer_id, interaction.conversation_id, interaction.pk)
    codes = [finding.code for finding in held]
    record(kinds.SENT_ANYWAY, about, person_id=viewer.person_id, codes=codes, reason=reason.strip()[:300])

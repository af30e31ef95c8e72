"""Write down what we say: replies to the customer, notes among ourselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from heedful.events.actions import Subject, record
from heedful.events.instant import now, sort_key
from heedful.events.rows import insert
from heedful.interactions import kinds
from heedful.interactions.actions.attachments import Kept, attach
from heedful.interactions.actions.follow import call_in
from heedful.interactions.actions.ledger import bump, refresh_waiting, settle, unsettle_answered_by
from heedful.interactions.actions.terms import forget, index
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries.lookup import locked, locked_of
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Writing:
    """Words of ours. `key` makes a second submit harmless; `seen` is the last interaction the writer saw.

    `extra` says more of a mail (to, cc, bcc, how it was written). What goes to others (`answers` is false)
    settles nothing: the customer has not been answered by it.
    """

    text: str
    key: str
    seen: int | None = None
    external_id: str = ""
    visibility: str = "private"
    author_address: str = ""
    happened_at: int | None = None
    channel: str = ""
    html: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    answers: bool = True


def record_outbound(*, viewer: Viewer, conversation_id: int, writing: Writing) -> Interaction:
    """Add a reply: it answers all that the writer had seen. Call it inside a transaction with the delivery."""
    conversation = locked_of(viewer, conversation_id)
    moment = writing.happened_at or now()
    reply = _write(viewer, conversation, writing, direction="out", moment=moment)
    attach(reply, writing.kept)
    index(reply, (file.name for file in writing.kept))
    if writing.answers:
        settle(conversation, settled_as="answered", at=moment, by=reply, up_to=writing.seen)
    conversation.last_at = max(conversation.last_at, moment)
    refresh_waiting(conversation)
    fields = ["last_at", "waiting_since"]
    if conversation.assignee_id is None:
        conversation.assignee_id = viewer.person_id
        fields.append("assignee")
    bump(conversation, *fields)
    kind = kinds.REPLIED if writing.answers else kinds.FORWARDED
    record(kind, _about(conversation, reply), person_id=viewer.person_id, at=moment)
    return reply


def record_note(*, viewer: Viewer, conversation_id: int, writing: Writing) -> Interaction:
    """Add a note that only the team sees."""
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        known = Interaction.objects.filter(brand_id=conversation.brand_id, dedup_key=writing.key).first()
        if known is not None:
            return known
        moment = writing.happened_at or now()
        note = _write(viewer, conversation, writing, direction="internal", moment=moment)
        index(note, ())
        conversation.last_at = max(conversation.last_at, moment)
        bump(conversation, "last_at")
        record(kinds.NOTED, _about(conversation, note), person_id=viewer.person_id, at=moment)
        call_in(viewer=viewer, conversation=conversation, note=note)
    return note


def withdraw(*, interaction: Interaction, person_id: int | None) -> Interaction:
    """Take back a reply that has not left: what it answered waits again. Call it inside a transaction."""
    conversation = locked(interaction.conversation)
    interaction.withdrawn_at = now()
    # The key is given back, so that the same draft may be sent again.
    interaction.dedup_key, interaction.external_id = None, ""
    interaction.save(update_fields=["withdrawn_at", "dedup_key", "external_id"])
    forget(interaction)
    _answer_lost(conversation, interaction)
    record(kinds.WITHDRAWN, _about(conversation, interaction), person_id=person_id)
    return interaction


def mark_undelivered(*, interaction: Interaction, reason: str) -> Interaction:
    """A reply did not reach the customer: say so on it, and let what it answered wait again."""
    with transaction.atomic():
        conversation = locked(interaction.conversation)
        if "undelivered" not in interaction.flags:
            interaction.flags = [*interaction.flags, "undelivered"]
            interaction.save(update_fields=["flags"])
        _answer_lost(conversation, interaction)
        record(kinds.UNDELIVERED, _about(conversation, interaction), reason=reason[:300])
    return interaction


def _answer_lost(conversation: Conversation, interaction: Interaction) -> None:
    again = unsettle_answered_by(interaction)
    for row in Conversation.objects.select_for_update().filter(pk__in={conversation.pk, *again}).order_by("pk"):
        if row.pk in again:
            _take_up_again(row, interaction)
        else:
            refresh_waiting(row)
            bump(row, "waiting_since")


def _take_up_again(conversation: Conversation, interaction: Interaction) -> None:
    """Something waits in it once more, so it is neither over nor out of sight."""
    if conversation.state == Conversation.State.RESOLVED:
        conversation.state, conversation.resolution = Conversation.State.OPEN, ""
        conversation.resolved_at, conversation.resolved_by = None, None
        record(kinds.REOPENED, _about(conversation, interaction), by="undelivered reply")
    if conversation.snoozed_until is not None:
        conversation.snoozed_until = None
        record(kinds.WOKEN, _about(conversation, interaction), by="undelivered reply")
    refresh_waiting(conversation)
    bump(conversation, "waiting_since", "snoozed_until", "state", "resolution", "resolved_at", "resolved_by")


def note_help(reply: Interaction) -> None:
    """The record says so from now on, beside the words."""
    reply.extra = {**reply.extra, "with_help": True}
    reply.save(update_fields=["extra"])


def _write(viewer: Viewer, conversation: Conversation, writing: Writing, *, direction: str, moment: int) -> Interaction:
    interaction = Interaction(
        conversation=conversation,
        customer_id=conversation.customer_id,
        brand_id=conversation.brand_id,
        sort_key=sort_key(moment),
        kind="message" if direction == "out" else "note",
        channel=writing.channel or conversation.channel,
        direction=direction,
        visibility=writing.visibility if direction == "out" else "team",
        happened_at=moment,
        learnt_at=moment,
        person_id=viewer.person_id,
        author_name=viewer.name,
        author_address=writing.author_address,
        subject=conversation.subject if direction == "out" else "",
        text=writing.text,
        html=writing.html,
        extra=writing.extra,
        external_id=writing.external_id,
        dedup_key=writing.key,
    )
    insert(interaction)
    return interaction


def _about(conversation: Conversation, interaction: Interaction) -> Subject:
    return Subject(conversation.brand_id, conversation.customer_id, conversation.pk, interaction.pk)

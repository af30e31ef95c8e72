"""What the team does with a conversation: give it to somebody, resolve it, open it again, read it."""

from __future__ import annotations

from django.db import transaction

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions import kinds
from heedful.interactions.actions.ledger import bump, refresh_waiting, settle, unsettle_closed_at
from heedful.interactions.models import Conversation, Interaction, ReadMark
from heedful.interactions.queries.lookup import conversation_of, interaction_of, locked, locked_of
from heedful.interactions.resolutions import RESOLUTIONS
from heedful.team.models import Membership
from heedful.team.viewer import Viewer


def assign(*, viewer: Viewer, conversation_id: int, person_id: int | None) -> Conversation:
    """Give a conversation to a colleague of the brand, or to nobody."""
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        if person_id is not None and not _serves(person_id, conversation.brand_id):
            raise ValueError("That person does not serve this brand.")
        if conversation.assignee_id != person_id:
            before, conversation.assignee_id = conversation.assignee_id, person_id
            bump(conversation, "assignee")
            record(kinds.ASSIGNED, _about(conversation), person_id=viewer.person_id, to=person_id, before=before)
    return conversation


def resolve(*, viewer: Viewer, conversation_id: int, reason: str, at: int | None = None) -> Conversation:
    """End a conversation with a reason; what still waited in it is consciously closed."""
    if reason not in RESOLUTIONS:
        raise ValueError("Choose why it is over: " + ", ".join(RESOLUTIONS.values()) + ".")
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        if conversation.state == Conversation.State.RESOLVED:
            return conversation
        moment = at or now()
        closed = settle(conversation, settled_as="closed", at=moment)
        conversation.state, conversation.resolution = Conversation.State.RESOLVED, reason
        conversation.resolved_at, conversation.resolved_by_id = moment, viewer.person_id
        conversation.waiting_since = None
        bump(conversation, "state", "resolution", "resolved_at", "resolved_by", "waiting_since")
        record(
            kinds.RESOLVED, _about(conversation), person_id=viewer.person_id, at=moment, reason=reason, closed=closed
        )
    return conversation


def reopen(*, viewer: Viewer, conversation_id: int) -> Conversation:
    """Take a resolution back: what it had closed waits again, what was answered stays answered."""
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        if conversation.state == Conversation.State.OPEN:
            return conversation
        if conversation.resolved_at is not None:
            unsettle_closed_at(conversation, conversation.resolved_at)
        conversation.state, conversation.resolution = Conversation.State.OPEN, ""
        conversation.resolved_at, conversation.resolved_by = None, None
        refresh_waiting(conversation)
        bump(conversation, "state", "resolution", "resolved_at", "resolved_by", "waiting_since")
        record(kinds.REOPENED, _about(conversation), person_id=viewer.person_id, by="staff")
    return conversation


def close_interaction(*, viewer: Viewer, interaction_id: int, reason: str) -> Interaction:
    """Close one inquiry on purpose, without an answer; the conversation stays as it is."""
    if reason not in RESOLUTIONS:
        raise ValueError("Choose why no answer is needed: " + ", ".join(RESOLUTIONS.values()) + ".")
    with transaction.atomic():
        conversation = locked(interaction_of(viewer, interaction_id).conversation)
        interaction = Interaction.objects.get(pk=interaction_id)
        if interaction.needs_answer and interaction.settled_at is None:
            interaction.settled_at, interaction.settled_as = now(), Interaction.Settled.CLOSED
            interaction.save(update_fields=["settled_at", "settled_as"])
            refresh_waiting(conversation)
            bump(conversation, "waiting_since")
            about = Subject(conversation.brand_id, conversation.customer_id, conversation.pk, interaction.pk)
            record(kinds.CLOSED, about, person_id=viewer.person_id, reason=reason)
    return interaction


def mark_read(*, viewer: Viewer, conversation_id: int) -> None:
    """Remember that the viewer has read it up to now. No event: reading changes nothing for anybody else."""
    conversation = conversation_of(viewer, conversation_id)
    ReadMark.objects.update_or_create(
        person_id=viewer.person_id, conversation=conversation, defaults={"read_at": now()}
    )


def _serves(person_id: int, brand_id: int) -> bool:
    return Membership.objects.filter(person_id=person_id, brand_id=brand_id, person__is_active=True).exists()


def _about(conversation: Conversation) -> Subject:
    return Subject(conversation.brand_id, conversation.customer_id, conversation.pk)

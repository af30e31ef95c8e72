"""What the team does with a conversation: give it to somebody or a team, say how urgent it is, resolve it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions import kinds
from heedful.interactions.actions.ledger import about, bump, refresh_waiting, settle, unsettle_closed_at
from heedful.interactions.models import Conversation, Interaction, ReadMark
from heedful.interactions.queries.lookup import conversation_of, interaction_of, locked, locked_of
from heedful.interactions.resolutions import RESOLUTIONS
from heedful.team.models import Membership, Team
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
            record(kinds.ASSIGNED, about(conversation), person_id=viewer.person_id, to=person_id, before=before)
    return conversation


def give_to_team(*, viewer: Viewer, conversation_id: int, team_id: int | None) -> Conversation:
    """Give a conversation to a team of the brand, or to none. Whoever had it keeps it only as one of that team."""
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        team = Team.objects.filter(pk=team_id, brand_id=conversation.brand_id).first() if team_id else None
        if team_id and team is None:
            raise ValueError(_("That team does not belong to this brand."))
        if conversation.team_id == team_id:
            return conversation
        before, conversation.team_id = conversation.team_id, team_id
        owner = conversation.assignee_id
        stays = team is None or owner is None or team.people.filter(pk=owner).exists()
        if not stays:
            conversation.assignee_id = None
        bump(conversation, "team", "assignee")
        record(kinds.GIVEN_TO_TEAM, about(conversation), person_id=viewer.person_id, to=team_id, before=before)
        if not stays:
            record(kinds.ASSIGNED, about(conversation), person_id=viewer.person_id, to=None, before=owner)
    return conversation


def prioritise(*, viewer: Viewer, conversation_id: int, priority: int) -> Conversation:
    """Say how urgent it is: 0 low, 1 normal, 2 high, 3 urgent."""
    if priority not in Conversation.Priority.values:
        raise ValueError(_("Choose low, normal, high or urgent."))
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        if conversation.priority != priority:
            before, conversation.priority = conversation.priority, priority
            bump(conversation, "priority")
            record(kinds.PRIORITISED, about(conversation), person_id=viewer.person_id, to=priority, before=before)
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
        conversation.waiting_since, conversation.snoozed_until = None, None
        bump(
            conversation, "state", "resolution", "resolved_at", "resolved_by", "waiting_since", "snoozed_until"
        )  # fmt: skip
        record(kinds.RESOLVED, about(conversation), person_id=viewer.person_id, at=moment, reason=reason, closed=closed)
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
        record(kinds.REOPENED, about(conversation), person_id=viewer.person_id, by="staff")
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
            inquiry = Subject(conversation.brand_id, conversation.customer_id, conversation.pk, interaction.pk)
            record(kinds.CLOSED, inquiry, person_id=viewer.person_id, reason=reason)
    return interaction


def mark_read(*, viewer: Viewer, conversation_id: int) -> None:
    """Remember that the viewer has read it up to now. No event: reading changes nothing for anybody else."""
    conversation = conversation_of(viewer, conversation_id)
    ReadMark.objects.update_or_create(
        person_id=viewer.person_id, conversation=conversation, defaults={"read_at": now()}
    )


def _serves(person_id: int, brand_id: int) -> bool:
    return Membership.objects.filter(person_id=person_id, brand_id=brand_id, person__is_active=True).exists()

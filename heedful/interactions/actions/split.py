"""One conversation becomes two, because somebody brought up another matter; and one again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import record
from heedful.events.instant import now
from heedful.interactions import kinds
from heedful.interactions.actions.ledger import about
from heedful.interactions.actions.merge import merge
from heedful.interactions.actions.retell import retell
from heedful.interactions.models import Conversation, Interaction, Move
from heedful.interactions.queries.lookup import interaction_of, locked, move_of
from heedful.team.viewer import Viewer


def split(*, viewer: Viewer, interaction_id: int, with_later: bool, subject: str = "") -> Move:
    """Begin a new conversation with this interaction, and with all that came after it if that is wished."""
    with transaction.atomic():
        first = interaction_of(viewer, interaction_id)
        source = locked(first.conversation)
        moving = Interaction.objects.filter(conversation=source, pk=first.pk)
        if with_later:
            moving = Interaction.objects.filter(conversation=source, sort_key__gte=first.sort_key)
        ids = list(moving.order_by("pk").values_list("pk", flat=True))
        if not source.interactions.exclude(pk__in=ids).exists():
            raise ValueError(_("Nothing would be left of this conversation. Begin with a later message."))
        target = _new(source, first, subject)
        Interaction.objects.filter(pk__in=ids).update(conversation=target)
        retell(target)
        retell(source)
        move = Move.objects.create(
            kind=Move.Kind.SPLIT,
            source=source,
            target=target,
            person_id=viewer.person_id,
            at=now(),
            interaction_ids=ids,
        )
        record(kinds.OPENED, about(target), person_id=viewer.person_id, channel=target.channel, split_from=source.pk)
        record(kinds.SPLIT, about(source), person_id=viewer.person_id, into=target.pk, move_id=move.pk)
    return move


def unsplit(*, viewer: Viewer, move_id: int) -> Move:
    """One again, with all that came to the new one meanwhile."""
    with transaction.atomic():
        move = move_of(viewer, move_id)
        if move.undone_at is None:
            merge(viewer=viewer, conversation_id=move.source_id, other_id=move.target_id, is_sure=True)
            move.undone_at = now()
            move.save(update_fields=["undone_at"])
    return move


def _new(source: Conversation, first: Interaction, subject: str) -> Conversation:
    """As the old one in everything that is not said by its interactions."""
    return Conversation.objects.create(
        brand_id=source.brand_id,
        customer_id=first.customer_id,
        subject=" ".join(subject.replace("\0", " ").split())[:300] or first.subject[:300] or source.subject,
        channel=first.channel,
        assignee_id=source.assignee_id,
        team_id=source.team_id,
        account_id=source.account_id,
        mood=source.mood,
        priority=source.priority,
        state=source.state,
        resolution=source.resolution,
        resolved_at=source.resolved_at,
        resolved_by_id=source.resolved_by_id,
        flags=list(first.flags),
        opened_at=first.happened_at,
        last_at=first.happened_at,
    )

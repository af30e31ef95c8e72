"""What this room does after an event. Each of these may run again."""

from __future__ import annotations

from heedful.events.models import Event
from heedful.interactions.models import Interaction, Joining
from heedful.promises.actions import propose, rehang, withdraw_from
from heedful.promises.models import Promise

State = Promise.State


def propose_promises(event: Event) -> None:
    """Somebody of us wrote a reply or a note, or wrote down a call, a visit or a meeting."""
    row = _written(event)
    if row is not None and row.person_id is not None:
        propose(interaction=row)


def drop_promises(event: Event) -> None:
    """A reply was taken back."""
    row = _written(event)
    if row is not None:
        withdraw_from(interaction=row)


def follow_conversations(event: Event) -> None:
    """Conversations were merged or split, or that was undone."""
    others = (event.details.get("into"), event.details.get("source"))
    rehang(conversation_ids=[one for one in (event.conversation_id, *others) if isinstance(one, int)])


def follow_customers(event: Event) -> None:
    """Two customers became one, or two again."""
    joining = Joining.objects.filter(pk=event.details.get("joining_id") or 0).first()
    ids = {event.customer_id, *((joining.source_id, joining.target_id) if joining else ())}
    rehang(customer_ids=[one for one in ids if one is not None])


def let_go_of_promises(event: Event) -> None:
    """Whoever left keeps nothing here any more: what they owed has nobody, and stands with everybody's."""
    rows = Promise.objects.filter(owner_id=event.details.get("whom"), state__in=[State.PROPOSED, State.OPEN])
    if event.brand_id is not None:
        rows = rows.filter(brand_id=event.brand_id)
    rows.update(owner=None)


def _written(event: Event) -> Interaction | None:
    rows = Interaction.objects.select_related("conversation", "customer")
    return rows.filter(pk=event.interaction_id).first()

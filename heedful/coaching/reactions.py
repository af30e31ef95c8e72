"""What the coach does after something reached us: read how it sounds."""

from __future__ import annotations

from heedful.coach import read_customer
from heedful.events.models import Event
from heedful.interactions.actions import set_mood
from heedful.interactions.models import Interaction


def read_mood(event: Event) -> None:
    """Say in one word how the customer's newest words sound, for the list."""
    row = Interaction.objects.filter(pk=event.interaction_id, direction="in", is_automatic=False).first()
    if row is not None and row.text:
        set_mood(conversation_id=row.conversation_id, mood=read_customer(row.text[:20_000]).mood)

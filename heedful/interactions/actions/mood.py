"""How the customer's last words sounded, so that the list can say it."""

from __future__ import annotations

from heedful.events.actions import Subject, record
from heedful.interactions import kinds
from heedful.interactions.actions.ledger import bump
from heedful.interactions.models import Conversation


def set_mood(*, conversation_id: int, mood: str) -> None:
    """Repeat the mood on the conversation. Call it inside a transaction."""
    conversation = Conversation.objects.select_for_update().get(pk=conversation_id)
    if conversation.mood != mood:
        conversation.mood = mood
        bump(conversation, "mood")
        about = Subject(conversation.brand_id, conversation.customer_id, conversation.pk)
        record(kinds.MOOD_READ, about, mood=mood)

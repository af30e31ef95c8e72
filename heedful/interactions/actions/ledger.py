"""Which inbound interactions are answered, closed or still open. The radar is only as right as this file."""

from __future__ import annotations

from django.db.models import Min

from heedful.events.actions import Subject
from heedful.interactions.models import Conversation, Interaction


def unanswered(conversation: Conversation):  # noqa: ANN201 (a queryset that never leaves the room)
    """What still waits in a conversation."""
    return Interaction.objects.filter(conversation=conversation, needs_answer=True, settled_at=None)


def settle(
    conversation: Conversation, *, settled_as: str, at: int, by: Interaction | None = None, up_to: int | None = None
) -> int:
    """Mark what waits as answered or closed. `up_to` spares interactions the writer had not seen (their ids)."""
    waiting = unanswered(conversation)
    if up_to is not None:
        waiting = waiting.filter(pk__lte=up_to)
    return waiting.update(settled_at=at, settled_as=settled_as, settled_by=by)


def unsettle_answered_by(answer: Interaction) -> set[int]:
    """The answer did not reach anybody after all: what it answered waits again; in these conversations.

    After a merge or a split they need not be the one that the answer stands in.
    """
    answered = Interaction.objects.filter(settled_by=answer)
    where = set(answered.values_list("conversation_id", flat=True))
    answered.update(settled_at=None, settled_as="", settled_by=None)
    return where


def unsettle_closed_at(conversation: Conversation, at: int) -> int:
    """A resolution is taken back: what it closed waits again. The instant identifies the resolution."""
    closed = Interaction.objects.filter(conversation=conversation, settled_as="closed", settled_at=at)
    return closed.update(settled_at=None, settled_as="")


def refresh_waiting(conversation: Conversation) -> None:
    """Repeat the oldest unanswered instant on the conversation (saved by the caller)."""
    conversation.waiting_since = unanswered(conversation).aggregate(first=Min("happened_at"))["first"]


def bump(conversation: Conversation, *fields: str) -> None:
    """Save the named fields and count the version up; the row is locked by the caller."""
    conversation.version += 1
    conversation.save(update_fields=[*fields, "version"])


def about(conversation: Conversation) -> Subject:
    """What an event of this conversation is about."""
    return Subject(conversation.brand_id, conversation.customer_id, conversation.pk)

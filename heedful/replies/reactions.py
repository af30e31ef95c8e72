"""What writing does after something came in."""

from __future__ import annotations

from django.utils.translation import gettext as _

from heedful.events.models import Event
from heedful.interactions.models import Interaction
from heedful.replies.actions.handover import move_drafts
from heedful.replies.actions.schedule import hold_scheduled


def hold_scheduled_replies(event: Event) -> None:
    """The customer wrote again: what was written before they did must not leave unread."""
    if event.conversation_id is None or event.interaction_id is None:
        return
    if not Interaction.objects.filter(pk=event.interaction_id, is_automatic=True).exists():
        reason = _("The customer has written in the meantime. Read it first, then send this or change it.")
        hold_scheduled(conversation_id=event.conversation_id, interaction_id=event.interaction_id, reason=reason)


def follow_the_merge(event: Event) -> None:
    """What was being written in a conversation that was merged away goes on where its messages are."""
    into = event.details.get("into")
    if event.conversation_id is not None and isinstance(into, int):
        move_drafts(from_id=event.conversation_id, to_id=into)

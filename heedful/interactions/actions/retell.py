"""Say again on a conversation what its interactions say, after some of them came or went."""

from __future__ import annotations

from django.db.models import Max, Min, Q

from heedful.interactions.actions.inbound import preview_of
from heedful.interactions.actions.ledger import refresh_waiting
from heedful.interactions.models import Conversation


def retell(conversation: Conversation) -> None:
    """Times, preview and waiting, saved with everything else that was changed on the row; the caller holds the lock."""
    said = conversation.interactions.filter(withdrawn_at=None)
    figures = said.aggregate(
        opened=Min("happened_at"), last=Max("happened_at"), heard=Max("happened_at", filter=Q(direction="in"))
    )
    conversation.opened_at = figures["opened"] if figures["opened"] is not None else conversation.opened_at
    conversation.last_at = figures["last"] if figures["last"] is not None else conversation.last_at
    conversation.last_inbound_at = figures["heard"] or 0
    newest = said.filter(direction="in").order_by("-sort_key").values_list("text", "subject").first()
    if newest is not None:
        conversation.preview = preview_of(newest[0] or newest[1])
    refresh_waiting(conversation)
    conversation.version += 1
    conversation.save()

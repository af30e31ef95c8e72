"""Keeping an eye on a conversation, and calling a colleague in by naming them in a note."""

from __future__ import annotations

from django.db import transaction

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions import kinds
from heedful.interactions.actions.ledger import about
from heedful.interactions.mentions import named_in
from heedful.interactions.models import Conversation, Follower, Interaction, Mention
from heedful.interactions.queries.lookup import locked_of
from heedful.team.queries import colleagues
from heedful.team.viewer import Viewer


def follow(*, viewer: Viewer, conversation_id: int) -> Conversation:
    """The viewer wants to hear of it."""
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        if _add(conversation, viewer.person_id):
            record(kinds.FOLLOWED, about(conversation), person_id=viewer.person_id)
    return conversation


def unfollow(*, viewer: Viewer, conversation_id: int) -> Conversation:
    """The viewer no longer does."""
    with transaction.atomic():
        conversation = locked_of(viewer, conversation_id)
        gone, _by_table = Follower.objects.filter(conversation=conversation, person_id=viewer.person_id).delete()
        if gone:
            record(kinds.UNFOLLOWED, about(conversation), person_id=viewer.person_id)
    return conversation


def call_in(*, viewer: Viewer, conversation: Conversation, note: Interaction) -> list[int]:
    """Those named in a note follow from now on; returns their ids. Call it inside the note's transaction."""
    if "@" not in note.text:
        return []
    named = named_in(note.text, colleagues(viewer, conversation.brand_id))
    for person_id in named:
        Mention.objects.get_or_create(interaction=note, person_id=person_id)
        _add(conversation, person_id)
        where = Subject(conversation.brand_id, conversation.customer_id, conversation.pk, note.pk)
        record(kinds.MENTIONED, where, person_id=viewer.person_id, whom=person_id)
    return named


def _add(conversation: Conversation, person_id: int) -> bool:
    _row, is_new = Follower.objects.get_or_create(
        conversation=conversation, person_id=person_id, defaults={"since_at": now()}
    )
    return is_new

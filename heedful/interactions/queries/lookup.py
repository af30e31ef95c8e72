"""Single rows by id: the place where a foreign brand's id becomes NotFound."""

from __future__ import annotations

from heedful.customers.queries import NotFound
from heedful.interactions.models import Attachment, Conversation, Interaction
from heedful.team.viewer import Viewer


def conversation_of(viewer: Viewer, conversation_id: int) -> Conversation:
    """The row, or NotFound for anybody else's conversation."""
    try:
        return Conversation.objects.get(pk=conversation_id, brand_id__in=viewer.brand_ids)
    except Conversation.DoesNotExist as error:
        raise NotFound("There is no such conversation.") from error


def interaction_of(viewer: Viewer, interaction_id: int) -> Interaction:
    """The row with its conversation, or NotFound."""
    try:
        rows = Interaction.objects.select_related("conversation")
        return rows.get(pk=interaction_id, brand_id__in=viewer.brand_ids)
    except Interaction.DoesNotExist as error:
        raise NotFound("There is no such interaction.") from error


def attachment_of(viewer: Viewer, attachment_id: int) -> Attachment:
    """The row, or NotFound."""
    try:
        rows = Attachment.objects.select_related("interaction")
        return rows.get(pk=attachment_id, interaction__brand_id__in=viewer.brand_ids)
    except Attachment.DoesNotExist as error:
        raise NotFound("There is no such file.") from error


def locked_of(viewer: Viewer, conversation_id: int) -> Conversation:
    """The row, locked until the transaction ends, or NotFound for anybody else's conversation."""
    try:
        rows = Conversation.objects.select_for_update()
        return rows.get(pk=conversation_id, brand_id__in=viewer.brand_ids)
    except Conversation.DoesNotExist as error:
        raise NotFound("There is no such conversation.") from error


def locked(conversation: Conversation) -> Conversation:
    """The same conversation, fresh and locked until the transaction ends (SQLite has one writer anyway)."""
    return Conversation.objects.select_for_update().get(pk=conversation.pk)

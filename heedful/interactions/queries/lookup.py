"""Single rows by id: the place where a foreign brand's id becomes NotFound."""

from __future__ import annotations

from django.db.models import QuerySet

from heedful.customers.queries import NotFound
from heedful.interactions.models import Attachment, Conversation, Interaction, Joining, Move, Tag
from heedful.team.viewer import Viewer


def conversation_of(viewer: Viewer, conversation_id: int) -> Conversation:
    """The row, or NotFound for anybody else's conversation. One that was merged away is found where it went."""
    return _found(Conversation.objects.all(), viewer, conversation_id)


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


def tag_of(viewer: Viewer, tag_id: int) -> Tag:
    """The row, or NotFound for a tag of another brand."""
    try:
        return Tag.objects.get(pk=tag_id, brand_id__in=viewer.brand_ids)
    except Tag.DoesNotExist as error:
        raise NotFound("There is no such tag.") from error


def move_of(viewer: Viewer, move_id: int) -> Move:
    """A merge or a split, locked until the transaction ends, or NotFound."""
    try:
        return Move.objects.select_for_update().get(pk=move_id, source__brand_id__in=viewer.brand_ids)
    except Move.DoesNotExist as error:
        raise NotFound("There is no such merge or split.") from error


def joining_of(viewer: Viewer, joining_id: int) -> Joining:
    """A merge of two customers, locked until the transaction ends, or NotFound."""
    try:
        return Joining.objects.select_for_update().get(pk=joining_id, source__brand_id__in=viewer.brand_ids)
    except Joining.DoesNotExist as error:
        raise NotFound("There is no such merge.") from error


def locked_of(viewer: Viewer, conversation_id: int) -> Conversation:
    """The row, locked until the transaction ends, or NotFound. One that was merged away is found where it went."""
    return _found(Conversation.objects.select_for_update(), viewer, conversation_id)


def locked(conversation: Conversation) -> Conversation:
    """The same conversation, fresh and locked until the transaction ends (SQLite has one writer anyway)."""
    return Conversation.objects.select_for_update().get(pk=conversation.pk)


def landing(conversation: Conversation, *, to_write: bool = False) -> Conversation:
    """Where a conversation is after merges: itself, or a fresh row, locked when it is going to be written."""
    rows = Conversation.objects.select_for_update() if to_write else Conversation.objects.all()
    while conversation.merged_into_id is not None:
        conversation = rows.get(pk=conversation.merged_into_id)
    return conversation


def _found(rows: QuerySet[Conversation], viewer: Viewer, conversation_id: int) -> Conversation:
    wanted: int | None = conversation_id
    row = None
    while wanted is not None:
        row = rows.filter(pk=wanted, brand_id__in=viewer.brand_ids).first()
        wanted = row.merged_into_id if row else None
    if row is None:
        raise NotFound("There is no such conversation.")
    return row

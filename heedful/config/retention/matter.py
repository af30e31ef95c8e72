"""What may go: raw mail, files and texts of conversations that were resolved long enough ago."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from heedful.coaching.actions import forget_reviews
from heedful.interactions.actions import index_conversations
from heedful.interactions.models import Attachment, Conversation, Interaction
from heedful.promises.actions import forget_words
from heedful.replies.models import Draft, DraftFile
from heedful.switchboard.models import RawMessage

REMOVED = "[…]"  # as in print: something stood here; the same in every language, and no word to be found by


def resolved(brand_id: int, before: int) -> QuerySet[Conversation]:
    """Conversations that are over; one that was opened again counts from when it was resolved again."""
    return Conversation.objects.filter(brand_id=brand_id, state=Conversation.State.RESOLVED, resolved_at__lte=before)


def old_mail(brand_id: int, before: int) -> QuerySet[RawMessage]:
    """What was read; of no conversation, or of one that is over. What somebody must still look at stays."""
    theirs = resolved(brand_id, before).filter(pk=OuterRef("conversation_id"))
    read = RawMessage.objects.filter(brand_id=brand_id, state=RawMessage.State.DONE).exclude(digest="")
    return read.filter(Exists(theirs) | Q(conversation_id=None, received_at__lte=before))


def old_files(brand_id: int, before: int) -> QuerySet[Attachment]:
    theirs = resolved(brand_id, before).filter(pk=OuterRef("interaction__conversation_id"))
    return Attachment.objects.exclude(digest="").filter(Exists(theirs), interaction__brand_id=brand_id)


def old_texts(conversation_ids: list[int]) -> QuerySet[Interaction]:
    return Interaction.objects.filter(conversation_id__in=conversation_ids).exclude(text=REMOVED, full_text="", html="")


def drafted_digests(conversation_ids: list[int]) -> set[str]:
    """Files of replies that nobody sent."""
    files = DraftFile.objects.filter(draft__conversation_id__in=conversation_ids).exclude(digest="")
    return set(files.values_list("digest", flat=True))


def remove_texts(conversation_ids: list[int]) -> int:
    """Every message, note and draft of these conversations; that they took place, and when, stays."""
    removed = old_texts(conversation_ids).update(text=REMOVED, full_text="", html="", remote_images=0)
    Attachment.objects.filter(interaction__conversation_id__in=conversation_ids, digest="").update(name="-")
    Conversation.objects.filter(pk__in=conversation_ids).update(preview="")
    Draft.objects.filter(conversation_id__in=conversation_ids).delete()
    forget_reviews(conversation_ids)
    forget_words(conversation_ids)
    index_conversations(conversation_ids)
    return removed

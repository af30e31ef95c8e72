"""When the words of a conversation go, so do those that a promise was read in; that there was one stays."""

from __future__ import annotations

from collections.abc import Iterable

from heedful.promises.models import Moved, Promise

REMOVED = "[…]"  # something stood here


def forget_words(conversation_ids: Iterable[int]) -> None:
    """Call it inside a transaction."""
    ids = list(conversation_ids)
    Promise.objects.filter(conversation_id__in=ids).update(what=REMOVED, said="", due_text="", reason="")
    Moved.objects.filter(promise__conversation_id__in=ids).update(reason=REMOVED)

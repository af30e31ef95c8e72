"""What went wrong behind the scenes, for those who can mend it."""

from __future__ import annotations

from django.db.models import QuerySet

from heedful.events.models import Event, Follow


def parked(brand_ids: tuple[int, ...]) -> QuerySet[Follow]:
    """Reactions that gave up, newest first."""
    return (
        Follow.objects.filter(state=Follow.State.PARKED, event__brand_id__in=brand_ids)
        .select_related("event")
        .order_by("-id")
    )


def history(conversation_id: int) -> QuerySet[Event]:
    """All that happened to one conversation, oldest first."""
    return Event.objects.filter(conversation_id=conversation_id).order_by("id")

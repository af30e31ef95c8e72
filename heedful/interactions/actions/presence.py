"""Being at a conversation: told to the screens of colleagues, kept for seconds, never written into the record."""

from __future__ import annotations

from django.db import transaction

from heedful.events.instant import SECOND, now
from heedful.events.live import announce
from heedful.interactions.models import Conversation, Presence
from heedful.interactions.queries.lookup import conversation_of
from heedful.team.viewer import Viewer

# A note for screens, no event: nobody's comings and goings are kept.
CHANGED = "presence.changed"
READING, WRITING = 45 * SECOND, 20 * SECOND


def be_present(*, viewer: Viewer, conversation_id: int, is_writing: bool) -> None:
    """Here, and writing or not; said again before it runs out. Colleagues are told only of what changes."""
    with transaction.atomic():
        row = conversation_of(viewer, conversation_id)
        moment = now()
        known = Presence.objects.filter(conversation=row, person_id=viewer.person_id).first()
        was = known.is_writing if known and known.until_at > moment else None
        Presence.objects.update_or_create(
            conversation=row, person_id=viewer.person_id,
            defaults={"is_writing": is_writing, "until_at": moment + (WRITING if is_writing else READING)},
        )  # fmt: skip
        if was is not is_writing:
            Presence.objects.filter(until_at__lte=moment).delete()
            _tell(row)


def be_gone(*, viewer: Viewer, conversation_id: int) -> None:
    """Somewhere else now."""
    with transaction.atomic():
        row = conversation_of(viewer, conversation_id)
        gone, _by_table = Presence.objects.filter(conversation=row, person_id=viewer.person_id).delete()
        if gone:
            _tell(row)


def _tell(row: Conversation) -> None:
    announce(CHANGED, brand_id=row.brand_id, conversation_id=row.pk, event_id=0)

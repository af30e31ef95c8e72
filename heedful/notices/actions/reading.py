"""What has been read: one notice, all of a conversation, all there are; and what is old goes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from heedful.events.instant import DAY, now
from heedful.events.live import announce
from heedful.notices.models import Notice
from heedful.team.viewer import NotHere, Viewer

READ = "notice.read"  # a note for the other screens of the same person, no event
KEPT = 90 * DAY
BATCH = 500


def read_one(*, viewer: Viewer, notice_id: int) -> Notice:
    """One's own; anybody else's is not here."""
    row = Notice.objects.filter(pk=notice_id, person_id=viewer.person_id).first()
    if row is None:
        raise NotHere
    _read(Notice.objects.filter(pk=row.pk), viewer.person_id)
    return row


def read_all(*, viewer: Viewer) -> int:
    """Everything that is unread; how many those were."""
    return _read(Notice.objects.filter(person_id=viewer.person_id), viewer.person_id)


def read_conversation(*, person_id: int, conversation_id: int) -> int:
    """Whoever opens a conversation, or does something in it, knows what its notices would tell."""
    return _read(Notice.objects.filter(person_id=person_id, conversation_id=conversation_id), person_id)


def tidy() -> int:
    """Take away what was read long ago, a batch at a time."""
    old = Notice.objects.filter(read_at__lt=now() - KEPT).order_by("read_at").values_list("pk", flat=True)
    gone, _by_table = Notice.objects.filter(pk__in=list(old[:BATCH])).delete()
    return gone


def _read(rows: QuerySet[Notice], person_id: int) -> int:
    """Without anything unread there is nothing to write and nobody to tell."""
    unread = rows.filter(read_at=None)
    if not unread.exists():
        return 0
    with transaction.atomic():
        count = unread.update(read_at=now())
        if count:
            announce(READ, brand_id=None, conversation_id=None, event_id=0, person_id=person_id)
    return count

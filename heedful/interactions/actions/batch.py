"""Doing one thing to many conversations, in steps that never hold anybody up, and undoing all of it.

A small batch is done at once. A large one is worked off in the background by `run_batches`, some at a time; after a
crash it goes on where it was, because each step commits its items together with their changes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.db import connection, transaction
from django.utils.translation import gettext as _

from heedful.customers.queries import NotFound
from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions import kinds
from heedful.interactions.actions.deeds import DEEDS, Details, do, undo
from heedful.interactions.models import Batch, BatchItem, Conversation
from heedful.team.viewer import Forbidden, Viewer, viewer_of

AT_ONCE = 50
STEP = 50
SHORT = 0.04  # seconds of a step in the background
BREATH = 0.06  # and of the pause after it
MOST = 10_000


def start_batch(*, viewer: Viewer, verb: str, details: Details, conversation_ids: Iterable[int]) -> Batch:
    """Begin; what belongs to other brands is not even counted. Small ones are done when this returns."""
    if verb not in DEEDS:
        raise ValueError(_("Choose what is to be done."))
    wanted = sorted(set(conversation_ids))
    if len(wanted) > MOST:
        raise ValueError(_("At most %(n)d at once. Narrow the list a little first.") % {"n": MOST})
    rows = Conversation.objects.filter(brand_id__in=viewer.brand_ids).exclude(state=Conversation.State.MERGED)
    found = [pk for start in range(0, len(wanted), 500) for pk in _known(rows, wanted[start : start + 500])]
    if not found:
        raise ValueError(_("Choose some conversations first."))
    with transaction.atomic():
        batch = Batch.objects.create(
            person_id=viewer.person_id, verb=verb, details=details, total=len(found), began_at=now()
        )
        BatchItem.objects.bulk_create((BatchItem(batch=batch, conversation_id=pk) for pk in found), batch_size=500)
        _tell(batch, kinds.BATCH_STARTED)
    if len(found) <= AT_ONCE:
        _work(batch.pk)
        batch.refresh_from_db()
    return batch


def undo_batch(*, viewer: Viewer, batch_id: int) -> Batch:
    """Take all of it back; one's own only. One that is still at work is stopped there."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update().filter(pk=batch_id, person_id=viewer.person_id).first()
        if batch is None:
            raise NotFound("There is no such batch of yours.")
        if batch.state in {Batch.State.UNDOING, Batch.State.UNDONE}:
            return batch
        batch.items.filter(state=BatchItem.State.WAITING).delete()
        batch.total, batch.done = batch.items.filter(state=BatchItem.State.DONE).count(), 0
        batch.state, batch.ended_at = Batch.State.UNDOING, None
        batch.save()
        _tell(batch, kinds.BATCH_STARTED)
    if batch.total <= AT_ONCE:
        _work(batch.pk)
        batch.refresh_from_db()
    return batch


def run_batches() -> int:
    """One step of the oldest batch at work; how many conversations it was (0: there is none).

    On SQLite all writers take turns: a step is short, and after it the door stays open for the others.
    """
    rows = Batch.objects.filter(state__in=[Batch.State.DOING, Batch.State.UNDOING]).order_by("id")
    first = rows.values_list("pk", flat=True).first()
    if first is None:
        return 0
    worked = _work(first, seconds=SHORT)
    time.sleep(BREATH)
    return worked


def _known(rows, wanted: list[int]) -> list[int]:  # noqa: ANN001 (a queryset that never leaves the room)
    return list(rows.filter(pk__in=wanted).order_by("pk").values_list("pk", flat=True))


def _work(batch_id: int, seconds: float = 30.0) -> int:
    """The next items, in one transaction of about so many seconds; the last step ends the batch."""
    until = time.monotonic() + seconds
    with transaction.atomic():
        rows = Batch.objects.filter(pk=batch_id, state__in=[Batch.State.DOING, Batch.State.UNDOING])
        if connection.vendor == "postgresql":
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        batch = rows.select_related("person").first()
        if batch is None:
            return 0
        takes = BatchItem.State.WAITING if batch.state == Batch.State.DOING else BatchItem.State.DONE
        items = list(batch.items.filter(state=takes).order_by("id")[:STEP])
        viewer = viewer_of(batch.person)
        worked: list[BatchItem] = []
        while items and (not worked or time.monotonic() < until):
            worked.append(items.pop(0))
            _one(viewer, batch, worked[-1])
        BatchItem.objects.bulk_update(worked, ["state", "before"])
        if not batch.items.filter(state=takes).exists():
            batch.state = Batch.State.DONE if batch.state == Batch.State.DOING else Batch.State.UNDONE
            batch.ended_at = now()
            _tell(batch, kinds.BATCH_ENDED)
        batch.save()
    return max(len(worked), 1)


def _one(viewer: Viewer, batch: Batch, item: BatchItem) -> None:
    """What cannot be done to one stops none of the others; the first reason is kept for the reader."""
    try:
        with transaction.atomic():
            _do_or_undo(viewer, batch, item)
        batch.done += 1
    except (ValueError, NotFound, Forbidden) as error:
        item.state = BatchItem.State.REFUSED
        batch.refused += 1
        batch.reason = batch.reason or str(error)[:300]


def _do_or_undo(viewer: Viewer, batch: Batch, item: BatchItem) -> None:
    if batch.state == Batch.State.DOING:
        item.before = do(viewer, batch.verb, item.conversation_id, batch.details)
        item.state = BatchItem.State.DONE
        return
    if item.before:
        undo(viewer, batch.verb, item.conversation_id, item.before)
    item.state = BatchItem.State.UNDONE


def _tell(batch: Batch, kind: str) -> None:
    undoing = batch.state in {Batch.State.UNDOING, Batch.State.UNDONE}
    record(kind, Subject(), person_id=batch.person_id, batch_id=batch.pk, verb=batch.verb, undo=undoing, of=batch.total)

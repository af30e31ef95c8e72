"""What becomes of a promise: kept, moved, released; and all of that taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import record
from heedful.events.instant import now
from heedful.promises import kinds
from heedful.promises.actions.rows import (
    SomebodyElse,
    about,
    checked_owner,
    ended,
    locked_promise,
    require_state,
    set_due,
)
from heedful.promises.due import Wish, checked, checked_reason
from heedful.promises.models import Moved, Promise
from heedful.team.viewer import Viewer

State = Promise.State


def keep(*, viewer: Viewer, promise_id: int) -> Promise:
    """Done. Twice does no harm."""
    with transaction.atomic():
        row = locked_promise(viewer, promise_id)
        if row.state == State.KEPT:
            return row
        require_state(row, State.OPEN)
        ended(row, State.KEPT, viewer.person_id)
        is_late = row.due_at is not None and row.due_at < now()
        record(kinds.KEPT, about(row), person_id=viewer.person_id, promise_id=row.pk, was_late=is_late)
    return row


def move(*, viewer: Viewer, promise_id: int, wish: Wish, reason: str, was_due: int | None) -> Promise:
    """Another time or another hand, with a reason. `was_due` is the time on the screen of whoever asks."""
    with transaction.atomic():
        row = locked_promise(viewer, promise_id)
        require_state(row, State.OPEN)
        if row.due_at != was_due:
            raise SomebodyElse(_("Somebody moved this promise a moment ago. Look at its new time first."))
        owner_id, due_at = checked_owner(wish.owner_id, row.brand_id) or row.owner_id, row.due_at
        if wish.due_at != was_due:
            due_at = checked(wish.due_at)
        if (owner_id, due_at) == (row.owner_id, row.due_at):
            raise ValueError(_("Nothing is different. Choose another time or another person."))
        why = checked_reason(reason)
        Moved.objects.create(
            promise=row, at=now(), by_id=viewer.person_id, from_due_at=row.due_at, to_due_at=due_at,
            from_owner_id=row.owner_id, reason=why,
        )  # fmt: skip
        was = row.due_at
        row.owner_id = owner_id
        set_due(row, due_at)
        row.save(update_fields=["owner", "due_at", "order_at"])
        record(
            kinds.MOVED, about(row), person_id=viewer.person_id, promise_id=row.pk, from_due_at=was, due_at=due_at,
            reason=why,
        )  # fmt: skip
    return row


def release(*, viewer: Viewer, promise_id: int, reason: str) -> Promise:
    """It need not be kept any more, and why."""
    with transaction.atomic():
        row = locked_promise(viewer, promise_id)
        require_state(row, State.OPEN)
        why = checked_reason(reason)
        ended(row, State.RELEASED, viewer.person_id, why)
        record(kinds.RELEASED, about(row), person_id=viewer.person_id, promise_id=row.pk, reason=why)
    return row


def take_back(*, viewer: Viewer, promise_id: int) -> Promise:
    """It was not kept, not released, not dismissed after all: as it was before. Twice does no harm."""
    with transaction.atomic():
        row = locked_promise(viewer, promise_id)
        if row.ended_at is None:
            return row
        row.state = State.OPEN if row.made_at is not None else State.PROPOSED
        row.ended_at, row.ended_by, row.reason = None, None, ""
        row.save(update_fields=["state", "ended_at", "ended_by", "reason"])
        record(kinds.TAKEN_BACK, about(row), person_id=viewer.person_id, promise_id=row.pk)
    return row

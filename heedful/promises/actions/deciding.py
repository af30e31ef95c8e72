"""Whether what was read is a promise; and one that somebody gives without the coach."""

from __future__ import annotations

from django.db import transaction

from heedful.events.actions import record
from heedful.events.instant import now
from heedful.interactions.queries.lookup import conversation_of
from heedful.promises import kinds
from heedful.promises.actions.rows import about, checked_owner, ended, locked_promise, require_state, set_due
from heedful.promises.due import Wish, checked, checked_what
from heedful.promises.models import Promise
from heedful.team.viewer import Viewer

State = Promise.State


def confirm(*, viewer: Viewer, promise_id: int, wish: Wish | None = None) -> Promise:
    """It is a promise, as it was read or as wished. Confirming twice does no harm."""
    with transaction.atomic():
        row = locked_promise(viewer, promise_id)
        if row.state == State.OPEN and wish is None:
            return row
        require_state(row, State.PROPOSED)
        if wish is not None:
            _change(row, wish)
        if row.owner_id is None:
            row.owner_id = viewer.person_id
        row.state, row.made_at, row.made_by_id = State.OPEN, now(), viewer.person_id
        row.save()
        record(kinds.MADE, about(row), person_id=viewer.person_id, promise_id=row.pk, due_at=row.due_at)
    return row


def dismiss(*, viewer: Viewer, promise_id: int) -> Promise:
    """It is none. Twice does no harm."""
    with transaction.atomic():
        row = locked_promise(viewer, promise_id)
        if row.state == State.DISMISSED:
            return row
        require_state(row, State.PROPOSED)
        ended(row, State.DISMISSED, viewer.person_id)
        record(kinds.DISMISSED, about(row), person_id=viewer.person_id, promise_id=row.pk)
    return row


def make_promise(*, viewer: Viewer, conversation_id: int, wish: Wish) -> Promise:
    """A promise that was given where the coach does not read, or that one wants to keep in mind."""
    with transaction.atomic():
        conversation = conversation_of(viewer, conversation_id)
        moment = now()
        row = Promise(
            brand_id=conversation.brand_id,
            customer_id=conversation.customer_id,
            conversation=conversation,
            origin=conversation,
            state=State.OPEN,
            created_at=moment,
            made_at=moment,
            made_by_id=viewer.person_id,
        )
        _change(row, wish)
        row.owner_id = row.owner_id or viewer.person_id
        row.save()
        record(kinds.MADE, about(row), person_id=viewer.person_id, promise_id=row.pk, due_at=row.due_at)
    return row


def _change(row: Promise, wish: Wish) -> None:
    """A time that was read and left as it is may have passed; a new one may not."""
    row.what = checked_what(wish.what)
    row.owner_id = checked_owner(wish.owner_id, row.brand_id)
    if row.pk is None or wish.due_at != _minute(row.due_at):
        set_due(row, checked(wish.due_at))


def _minute(at: int | None) -> int | None:
    """As a form shows it: without seconds."""
    return None if at is None else at - at % 60_000_000

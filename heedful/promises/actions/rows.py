"""What all actions of this room share: the row, locked, and what an event of it is about."""

from __future__ import annotations

from django.utils.translation import gettext as _

from heedful.customers.queries import NotFound
from heedful.events.actions import Subject
from heedful.events.instant import now
from heedful.promises.models import NEVER, Promise
from heedful.team.models import Membership
from heedful.team.viewer import Viewer

State = Promise.State


class SomebodyElse(ValueError):
    """A colleague was quicker; the words say what they did."""


def locked_promise(viewer: Viewer, promise_id: int) -> Promise:
    """The row, locked until the transaction ends, or NotFound for anybody else's."""
    rows = Promise.objects.select_for_update(of=("self",)).select_related("ended_by", "made_by")
    row = rows.filter(pk=promise_id, brand_id__in=viewer.brand_ids).first()
    if row is None:
        raise NotFound(_("There is no such promise."))
    return row


def require_state(row: Promise, wanted: str) -> None:
    """Two people at once: the second hears what the first did."""
    if row.state == wanted:
        return
    by = row.ended_by or row.made_by
    who = by.name if by else _("Somebody")
    words = {
        State.PROPOSED: _("Nobody has confirmed this yet. Confirm it first."),
        State.OPEN: _("%(who)s has confirmed this promise already."),
        State.KEPT: _("%(who)s has marked this promise as kept already."),
        State.RELEASED: _("%(who)s has released this promise already."),
        State.DISMISSED: _("%(who)s has said already that this is no promise."),
    }
    raise SomebodyElse(words[State(row.state)] % {"who": who})


def checked_owner(owner_id: int | None, brand_id: int) -> int | None:
    """Somebody who serves the brand, or nobody yet."""
    if owner_id is None:
        return None
    if not Membership.objects.filter(person_id=owner_id, brand_id=brand_id, person__is_active=True).exists():
        raise ValueError(_("That person does not serve this brand. Choose somebody from the list."))
    return owner_id


def set_due(row: Promise, due_at: int | None) -> None:
    row.due_at, row.order_at = due_at, NEVER if due_at is None else due_at


def ended(row: Promise, state: str, person_id: int | None, reason: str = "") -> None:
    """Save how it ended, and who said so."""
    row.state, row.ended_at, row.ended_by_id, row.reason = state, now(), person_id, reason[:300]
    row.save(update_fields=["state", "ended_at", "ended_by", "reason"])


def about(row: Promise) -> Subject:
    return Subject(row.brand_id, row.customer_id, row.conversation_id, row.interaction_id)

"""What we owe in one conversation or to one customer, and whether something falls due there soon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Min

from heedful.customers.queries import NotFound, customer_of
from heedful.events.instant import DAY, now
from heedful.interactions.queries.lookup import conversation_of
from heedful.promises.models import Moved, Promise
from heedful.promises.queries.listing import COLUMNS, Owed, shown
from heedful.team.viewer import Viewer

State = Promise.State
SOON = DAY
MOST = 50


def of_conversation(viewer: Viewer, conversation_id: int) -> list[Owed]:
    """Proposals first, in the order of the text, then promises by due time. Three queries. NotFound for others'."""
    conversation = conversation_of(viewer, conversation_id)
    rows = Promise.objects.filter(conversation=conversation, state__in=[State.PROPOSED, State.OPEN])
    moment = now()
    found = [shown(row, moment) for row in rows.order_by("order_at", "id").values(*COLUMNS)[:MOST]]
    proposed = sorted((one for one in found if one.state == State.PROPOSED), key=lambda one: one.id)
    return _with_moves([*proposed, *(one for one in found if one.state == State.OPEN)])


def of_customer(viewer: Viewer, customer_id: int, *, limit: int = 6) -> list[Owed]:
    """What somebody is owed, soonest first. NotFound for another brand's customer."""
    customer = customer_of(viewer, customer_id)
    rows = Promise.objects.filter(customer=customer, state=State.OPEN).order_by("order_at", "id")
    moment = now()
    return [shown(row, moment) for row in rows.values(*COLUMNS)[:limit]]


def promise_of(viewer: Viewer, promise_id: int) -> Owed:
    """One of ours, in any state; NotFound for others'."""
    row = Promise.objects.filter(pk=promise_id, brand_id__in=viewer.brand_ids).values(*COLUMNS).first()
    if row is None:
        raise NotFound("There is no such promise.")
    return shown(row, now())


def open_for(brand_id: int, customer_id: int, *, limit: int = 10) -> list[tuple[str, int | None, bool]]:
    """`(what, due_at, is_late)` of what somebody is owed, for the coach; whoever asks has read the conversation."""
    rows = Promise.objects.filter(customer_id=customer_id, brand_id=brand_id, state=State.OPEN).order_by("order_at")
    moment = now()
    found = rows.values_list("what", "due_at")[:limit]
    return [(what, due_at, due_at is not None and due_at < moment) for what, due_at in found]


def due_soon_in(viewer: Viewer, conversation_ids: Iterable[int]) -> dict[int, int]:
    """Of these conversations those where one is late or falls due within a day, with the first time. One query."""
    rows = Promise.objects.filter(conversation_id__in=list(conversation_ids), state=State.OPEN)
    rows = rows.filter(order_at__lt=now() + SOON, brand_id__in=viewer.brand_ids).order_by()
    return dict(rows.values("conversation_id").annotate(first=Min("order_at")).values_list("conversation_id", "first"))


def _with_moves(found: list[Owed]) -> list[Owed]:
    if not found:
        return []
    moves: dict[int, list[tuple[int | None, str, str]]] = {}
    rows = Moved.objects.filter(promise_id__in=[one.id for one in found]).order_by("id")
    for promise_id, was, reason, by in rows.values_list("promise_id", "from_due_at", "reason", "by__name"):
        moves.setdefault(promise_id, []).append((was, reason, by or ""))
    return [replace(one, moves=tuple(moves.get(one.id, ()))) for one in found]

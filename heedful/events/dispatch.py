"""Take events that nobody has reacted to yet and run what follows them.

Each (event, reaction) pair has its own savepoint. A reaction that fails is retried with back-off and then
parked, visible with its reason; the others are not undone by it. Within one conversation order is kept:
while a reaction waits for its next try, later events of that conversation wait too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import connection, transaction

from heedful.events.instant import SECOND, now
from heedful.events.models import Event, Follow

log = logging.getLogger(__name__)

Reaction = Callable[[Event], None]
Table = Mapping[str, Sequence[Reaction]]

BATCH = 100
MAX_ATTEMPTS = 5
BACK_OFF = (1, 5, 30, 120)  # seconds before the second, third, ... try
LOCK = 0x6865656466756C  # one dispatcher at a time on PostgreSQL; SQLite has one writer anyway


def dispatch(table: Table) -> int:
    """Handle one batch; returns how many events or retries were looked at (0 means: nothing is due)."""
    with transaction.atomic():
        if not _is_our_turn():
            return 0
        retried = _run_due_retries(table)
        events = _claim()
        for event in events:
            _react(event, table.get(event.kind, ()))
        Event.objects.filter(pk__in=[event.pk for event in events]).update(is_pending=False)
    return len(events) + retried


def seconds_to_next_try() -> float | None:
    """How long until a failed reaction is due again; None when none waits."""
    due = (
        Follow.objects.filter(state=Follow.State.WAITING).order_by("next_try_at").values_list("next_try_at", flat=True)
    )
    first = due.first()
    return None if first is None else max(0.0, (first - now()) / SECOND)


def _is_our_turn() -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _claim() -> list[Event]:
    blocked = Follow.objects.filter(state=Follow.State.WAITING, event__conversation_id__isnull=False)
    waiting = set(blocked.values_list("event__conversation_id", flat=True))
    events = Event.objects.filter(is_pending=True).order_by("id")[:BATCH]
    if waiting:
        events = Event.objects.filter(is_pending=True).exclude(conversation_id__in=waiting).order_by("id")[:BATCH]
    return list(events)


def _react(event: Event, reactions: Iterable[Reaction]) -> None:
    for reaction in reactions:
        reason = _attempt(reaction, event)
        if reason is not None:
            Follow.objects.create(
                event=event,
                reaction=name_of(reaction),
                next_try_at=now() + BACK_OFF[0] * SECOND,
                reason=reason,
            )


def _run_due_retries(table: Table) -> int:
    due = Follow.objects.filter(state=Follow.State.WAITING, next_try_at__lte=now())
    follows = list(due.select_related("event").order_by("event_id", "id")[:BATCH])
    for follow in follows:
        _retry(follow, table)
    return len(follows)


def _retry(follow: Follow, table: Table) -> None:
    known = {name_of(reaction): reaction for reaction in table.get(follow.event.kind, ())}
    reaction = known.get(follow.reaction)
    reason = "This reaction no longer exists." if reaction is None else _attempt(reaction, follow.event)
    follow.attempts += 1
    if reason is None:
        follow.state = Follow.State.DONE
    elif reaction is None or follow.attempts >= MAX_ATTEMPTS:
        follow.state = Follow.State.PARKED
        log.error("reaction %s parked for event %s", follow.reaction, follow.event_id)
    else:
        follow.next_try_at = now() + BACK_OFF[min(follow.attempts, len(BACK_OFF)) - 1] * SECOND
    follow.reason = reason or follow.reason
    follow.save(update_fields=["state", "attempts", "next_try_at", "reason"])


def _attempt(reaction: Reaction, event: Event) -> str | None:
    """None when it went well, otherwise the reason in words."""
    try:
        with transaction.atomic():
            reaction(event)
    except Exception as error:  # noqa: BLE001 (whatever a reaction does wrong must not stop the others)
        log.warning("reaction %s failed for event %s: %s", name_of(reaction), event.pk, type(error).__name__)
        return f"{type(error).__name__}: {error}"
    return None


def name_of(reaction: Reaction) -> str:
    """A stable name: the room and the function, such as `coaching.read_mood`."""
    room = reaction.__module__.removeprefix("heedful.").split(".")[0]
    return f"{room}.{reaction.__name__}"

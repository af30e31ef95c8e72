"""Write down what happened, in the caller's transaction, and wake those who care when it commits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from heedful.events.instant import now
from heedful.events.live import announce
from heedful.events.models import Event, Follow
from heedful.events.rows import insert


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about: plain ids, any of them may be missing."""

    brand_id: int | None = None
    customer_id: int | None = None
    conversation_id: int | None = None
    interaction_id: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One event to be written."""

    kind: str
    about: Subject
    person_id: int | None = None
    at: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


def record(kind: str, about: Subject, *, person_id: int | None = None, at: int | None = None, **details: Any) -> Event:
    """Write one event. Call it inside the transaction that makes the change."""
    return record_all([Fact(kind, about, person_id, at, details)])[0]


def record_all(facts: list[Fact]) -> list[Event]:
    """Write several events, in their order."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event belongs in the transaction of the change it describes.")
    moment = now()
    rows = [
        Event(
            kind=fact.kind,
            at=fact.at if fact.at is not None else moment,
            brand_id=fact.about.brand_id,
            customer_id=fact.about.customer_id,
            conversation_id=fact.about.conversation_id,
            interaction_id=fact.about.interaction_id,
            person_id=fact.person_id,
            details=fact.details,
        )
        for fact in facts
    ]
    for row in rows:
        insert(row)
        announce(
            row.kind, brand_id=row.brand_id, conversation_id=row.conversation_id, event_id=row.pk,
            customer_id=row.customer_id,
        )  # fmt: skip
    return rows


def retry_follow(*, follow: Follow) -> Follow:
    """Let a parked reaction run again, alone, at the next turn of the dispatcher."""
    with transaction.atomic():
        follow.state = Follow.State.WAITING
        follow.attempts = 0
        follow.next_try_at = now()
        follow.save(update_fields=["state", "attempts", "next_try_at"])
        announce("follow.retried", brand_id=None, conversation_id=None, event_id=follow.event_id)
    return follow

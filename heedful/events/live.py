"""The hub to open screens and waiting workers: ids only, told after the commit.

One hub per process. On PostgreSQL the same notes travel between processes by LISTEN/NOTIFY.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.db import connection, transaction

CHANNEL = "heedful_live"
CLOSING = "house.closing"  # told to the streams of this process before it stops, so that none holds it up


@dataclass(frozen=True, slots=True)
class Note:
    """What changed: never content, only ids. With a `person_id` it is for the screens of that person alone."""

    kind: str
    brand_id: int | None
    conversation_id: int | None
    event_id: int
    person_id: int | None = None
    customer_id: int | None = None


Listener = Callable[[Note], None]


class Hub:
    """Hands every note to every listener; a listener must return at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: set[Listener] = set()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; the returned function takes it away again."""
        with self._lock:
            self._listeners.add(listener)
        return lambda: self._forget(listener)

    def publish(self, note: Note) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(note)

    def _forget(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.discard(listener)


hub = Hub()


def announce(
    kind: str, *, brand_id: int | None, conversation_id: int | None, event_id: int, person_id: int | None = None,
    customer_id: int | None = None,
) -> None:  # fmt: skip
    """Tell everybody, or one person, once the current transaction has committed."""
    note = Note(kind, brand_id, conversation_id, event_id, person_id, customer_id)
    if connection.vendor == "postgresql":
        # NOTIFY is itself delivered at commit, to this process too (through its own listener).
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(asdict(note))])
    else:
        transaction.on_commit(lambda: hub.publish(note))

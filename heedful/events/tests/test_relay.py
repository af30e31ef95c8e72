"""Notes between processes on PostgreSQL."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction

from heedful.events.actions import Subject, record
from heedful.events.live import Note, hub


@pytest.mark.django_db(transaction=True)
def test_a_commit_is_heard_through_the_database_and_a_rollback_is_not() -> None:
    """On SQLite the hub is told directly; on PostgreSQL the note makes the round through LISTEN."""
    heard: list[Note] = []
    forget, stop = hub.subscribe(heard.append), threading.Event()
    if connection.vendor == "postgresql":
        from heedful.config.work.relay import start_relay

        start_relay(stop)
        time.sleep(0.5)
    try:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record("tea.spilt", Subject(brand_id=1))
            raise ZeroDivisionError
        with transaction.atomic():
            record("tea.poured", Subject(brand_id=1))
        end = time.monotonic() + 5
        while not heard and time.monotonic() < end:
            time.sleep(0.02)
    finally:
        forget()
        stop.set()
    assert [note.kind for note in heard] == ["tea.poured"]

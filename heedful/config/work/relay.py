"""Starts the thread that listens to the other processes on PostgreSQL."""

from __future__ import annotations

import threading

from heedful.config.work.presence import own_connection
from heedful.events.relay import relay_from_postgres


def start_relay(stop: threading.Event) -> threading.Thread:
    """Listen until `stop` is set, on a connection of its own."""
    thread = threading.Thread(
        target=relay_from_postgres, args=(stop, own_connection), name="heedful-relay", daemon=True
    )
    thread.start()
    return thread

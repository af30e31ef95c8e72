"""Between processes on PostgreSQL: hand the notes of others to this process's hub.

Apart from `live.py` because psycopg is heavy to load and SQLite never needs it.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable

import psycopg

from heedful.events.live import CHANNEL, Note, hub

log = logging.getLogger(__name__)


def relay_from_postgres(stop: threading.Event, connect: Callable[[], psycopg.Connection]) -> None:
    """Thread body: hand notes from other processes to this process's hub until `stop` is set.

    `connect` returns an autocommit psycopg connection; a lost one is made again after a second.
    """
    while not stop.is_set():
        try:
            with connect() as link:
                link.execute(f"LISTEN {CHANNEL}")
                _hand_on(link, stop)
        except psycopg.Error as error:
            log.warning("live notes interrupted, listening again in a second: %s", type(error).__name__)
            stop.wait(1.0)


def _hand_on(link: psycopg.Connection, stop: threading.Event) -> None:
    while not stop.is_set():
        for message in link.notifies(timeout=1.0):
            hub.publish(Note(**json.loads(message.payload)))

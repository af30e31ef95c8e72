"""On PostgreSQL each process holds locks on a connection of its own: they say that it lives and which mailboxes it
reads, and go with the connection, however the process ends. No clocks, no rows to tidy up.
"""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection

log = logging.getLogger(__name__)
KNOWN = ("dbname", "user", "password", "host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey")
# Quiet lines that a router forgot are noticed within half a minute.
ALIVE: dict[str, Any] = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
HOUSE, MAILBOXES = 0x48656564, 0x48656565  # first half of the lock's key
OPEN, WORKING, PREPARING = 0, 1, 2  # second half, below HOUSE
WORKERS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 2 \
AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"


def own_connection() -> psycopg.Connection:
    """A connection beside Django's, to the same database."""
    parameters = connection.get_connection_params()
    chosen = {name: parameters[name] for name in KNOWN if parameters.get(name)}
    return psycopg.connect(**chosen, **ALIVE, autocommit=True)


def take_alone() -> psycopg.Connection | None:
    """A connection that keeps everybody else out of the house; None when somebody is in."""
    link = own_connection()
    row = link.execute("SELECT pg_try_advisory_lock(%s, %s)", [HOUSE, OPEN]).fetchone()
    if row and row[0]:
        return link
    link.close()
    return None


def take_turn() -> psycopg.Connection:
    """Wait until nobody else prepares the house; closing the connection ends the turn."""
    link = own_connection()
    link.execute("SELECT pg_advisory_lock(%s, %s)", [HOUSE, PREPARING])
    return link


class Presence:
    """This process among the others. Mailboxes are shared out evenly between those that work."""

    def __init__(self, *, works: bool, connect: Callable[[], psycopg.Connection] = own_connection) -> None:
        self._works = works
        self._connect = connect
        self._lock = threading.Lock()
        self._link: psycopg.Connection | None = None
        self._held: set[int] = set()

    def enter(self) -> bool:
        """Say that we are here; False when somebody has the house for themselves."""
        with self._lock:
            self._link = self._connect()
            row = self._link.execute("SELECT pg_try_advisory_lock_shared(%s, %s)", [HOUSE, OPEN]).fetchone()
            if not (row and row[0]):
                self._link.close()
                return False
            if self._works:
                self._link.execute("SELECT pg_advisory_lock_shared(%s, %s)", [HOUSE, WORKING])
            self._held = set()
            return True

    def leave(self) -> None:
        with self._lock:
            if self._link is not None:
                self._link.close()

    def take(self, wanted: set[int]) -> set[int]:
        """Those of the wanted mailboxes that are ours to read now: no more than our share, each one ours alone."""
        try:
            return self._take(wanted)
        except psycopg.Error as error:
            # Without the connection the locks are gone and others may read: stop, come back, ask again.
            log.warning("the database does not hold our mailboxes any more: %s", type(error).__name__)
            self._come_back()
            return set()

    def give_back(self, accounts: set[int]) -> None:
        """Nobody here reads these any more."""
        with self._lock:
            for account in accounts & self._held:
                self._held.discard(account)
                if self._link is not None and not self._link.closed:
                    self._link.execute("SELECT pg_advisory_unlock(%s, %s)", [MAILBOXES, account])

    def _take(self, wanted: set[int]) -> set[int]:
        with self._lock:
            link = self._link
            if link is None:
                return set()
            share = math.ceil(len(wanted) / max(1, self._count_workers(link)))
            ours = sorted(self._held & wanted)[:share]
            for account in sorted(wanted - self._held):
                if len(ours) >= share:
                    break
                row = link.execute("SELECT pg_try_advisory_lock(%s, %s)", [MAILBOXES, account]).fetchone()
                if row and row[0]:
                    self._held.add(account)
                    ours.append(account)
            return set(ours)

    def _count_workers(self, link: psycopg.Connection) -> int:
        row = link.execute(WORKERS, [HOUSE, WORKING]).fetchone()
        return int(row[0]) if row else 1

    def _come_back(self) -> None:
        try:
            self.leave()
            self.enter()
        except psycopg.Error as error:
            log.warning("the database cannot be reached just now: %s", type(error).__name__)

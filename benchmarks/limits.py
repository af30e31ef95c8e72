"""Mail as it comes in, and what the parts of the desk cost at the very least on this machine, in the same run."""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection

from heedful.switchboard.models import Account
from heedful.switchboard.reading import read as read_mail
from heedful.switchboard.reading import reader_of
from heedful.switchboard.receive import keep, receive, receive_many
from heedful.switchboard.tests.factories import raw_mail

BODY = "Hello,\r\n\r\nI ordered a lamp and it has not come. Where is it, and when will I have it?\r\n" * 12
BATCH = 50
PAGE = """SELECT c.id, c.brand_id, b.name, c.customer_id, k.name, c.subject, c.preview, c.channel, c.state, c.mood,
    c.waiting_since, c.last_at, c.last_inbound_at, c.assignee_id, p.name, c.flags, c.version, c.priority
    FROM interactions_conversation c JOIN team_brand b ON b.id = c.brand_id
    JOIN customers_customer k ON k.id = c.customer_id LEFT JOIN team_person p ON p.id = c.assignee_id
    WHERE c.brand_id = %s AND c.state <> 'merged' ORDER BY c.last_at DESC, c.id DESC LIMIT 50"""
WRITE = "INSERT INTO measured_limit (words) VALUES (%s)"
Figures = dict[str, Any]


def taking_in() -> list[Figures]:
    """From the bytes to everything that the action writes; what follows from it is another process's work."""
    account = Account.objects.select_related("brand").order_by("id")[0]
    run, numbers = int(time.time()), iter(range(10**6))

    def kept() -> int:
        ident = f"{run}.{next(numbers)}"
        raw = raw_mail(BODY, sender=f"n{ident}@client.test", message_id=f"s{ident}@client.test")
        return keep(account=account, raw=raw, external_id=f"size:{ident}", door="imap").pk

    one = _cost("take in one mail", lambda: receive(kept()), 100, goal="≤ 3")
    many = _cost("take in one of a batch of 50", lambda: receive_many([kept() for _ in range(BATCH)]), 6, BATCH)
    return [one, many | {"goal": "≤ 3.3"}]


def limits() -> list[Figures]:
    """The least that anybody could need here."""
    account = Account.objects.select_related("brand").order_by("id")[0]
    reader, raw = reader_of(account), raw_mail(BODY, sender="limit@client.test", message_id="limit@client.test")

    def page() -> None:
        with connection.cursor() as cursor:
            cursor.execute(PAGE, [account.brand_id])
            cursor.fetchall()

    return [
        _cost("limit: the query of an inbox page, bare", page, 200),
        _cost("limit: reading one mail, no database", lambda: read_mail(raw, reader), 200),
        _commit(),
    ]


def _commit() -> Figures:
    """One durable commit of a kilobyte; the table is gone afterwards."""
    name = "limit: one durable commit of 1 kB"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE measured_limit (id bigserial PRIMARY KEY, words text)")
        try:
            with connection.cursor() as cursor:
                return _cost(name, lambda: cursor.execute(WRITE, ["x" * 1000]), 200)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE measured_limit")
    with tempfile.TemporaryDirectory(dir=os.environ["HEEDFUL_DATA"]) as folder:
        link = sqlite3.connect(Path(folder) / "limit.sqlite3", isolation_level=None)
        link.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE measured_limit (words text)")
        found = _cost(name, lambda: link.execute(WRITE.replace("%s", "?"), ["x" * 1000]), 200)
        link.close()
        return found


def _cost(name: str, action: Callable[[], object], times: int, parts: int = 1, goal: str = "") -> Figures:
    """Milliseconds of processor, ours and that of the process behind this connection, and by the clock."""
    action()
    ours, theirs, took = time.process_time(), _of_database(), []
    for _ in range(times):
        began = time.perf_counter()
        action()
        took.append((time.perf_counter() - began) * 1000 / parts)
    ours, theirs = time.process_time() - ours, _of_database() - theirs
    per = times * parts / 1000
    p95 = statistics.quantiles(took, n=20)[18]
    return {"name": name, "goal": goal, "ours": ours / per, "theirs": theirs / per, "alone_p50": statistics.median(took), "alone_p95": p95}  # fmt: skip


def _of_database() -> float:
    """Seconds; SQLite runs in our process."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        used = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")

"""`python -m benchmarks.desk [CONVERSATIONS]`: CPU per operation of the desk, beside raw limits of the same run.

Builds its own database in a temporary folder. Prints a Markdown table. CPU is that of this process (all threads),
the median over the runs; wall-clock stands beside it where a disk is waited for.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="heedful-bench-")
os.environ["HEEDFUL_DATA"] = FOLDER.name
os.environ["HEEDFUL_PUBLIC_URL"] = "http://testserver"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from benchmarks.fill import fill  # noqa: E402
from benchmarks.texts import RARE  # noqa: E402
from heedful.channels.email.inbound import read  # noqa: E402
from heedful.interactions.models import Conversation  # noqa: E402
from heedful.interactions.queries import search  # noqa: E402
from heedful.replies.actions import send_reply  # noqa: E402
from heedful.switchboard.models import Account  # noqa: E402
from heedful.switchboard.reading import reader_of  # noqa: E402
from heedful.switchboard.receive import keep, receive, receive_many  # noqa: E402
from heedful.switchboard.tests.factories import make_account, raw_mail  # noqa: E402
from heedful.team.tests.factories import Cast, make_cast  # noqa: E402

BODY = "Hello,\r\n\r\nI ordered a lamp and it has not come. Where is it, and when will I have it?\r\n" * 12
Row = tuple[str, float, float, str]


def cpu(action: Callable[[], object], times: int = 40, warm: int = 3) -> tuple[float, float]:
    """Median (CPU ms, wall ms) of an action."""
    for _ in range(warm):
        action()
    spent, walls = [], []
    for _ in range(times):
        began, wall = time.process_time(), time.perf_counter()
        action()
        spent.append((time.process_time() - began) * 1000)
        walls.append((time.perf_counter() - wall) * 1000)
    return statistics.median(spent), statistics.median(walls)


class Mails:
    """Different mails without end, about 1 kB each."""

    def __init__(self) -> None:
        self.number = 0

    def next(self) -> bytes:
        self.number += 1
        return raw_mail(BODY, sender=f"n{self.number}@client.test", message_id=f"b{self.number}@client.test")


def intake(account: Account, mails: Mails, label: str) -> list[Row]:
    def one() -> None:
        receive(keep(account=account, raw=mails.next(), external_id=f"b:{mails.number}", door="imap").pk)

    def batch() -> None:
        rows = [
            keep(account=account, raw=mails.next(), external_id=f"b:{mails.number}", door="file") for _ in range(50)
        ]
        receive_many([row.pk for row in rows])

    single, many = cpu(one, 60), cpu(batch, 6, 1)
    return [
        (f"store one inbound mail, {label}", *single, "<= 3 ms"),
        (f"store one of a batch of 50, {label}", many[0] / 50, many[1] / 50, "<= 3.3 ms wall (300/s)"),
    ]


def raw_limits(account: Account, mails: Mails) -> list[Row]:
    reader, raw = reader_of(account), mails.next()
    link = sqlite3.connect(Path(FOLDER.name) / "limit.sqlite3", isolation_level=None)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("PRAGMA synchronous=NORMAL")
    link.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")

    def commit() -> None:
        link.execute("BEGIN IMMEDIATE")
        link.execute("INSERT INTO t (b) VALUES (?)", ["x" * 900])
        link.execute("COMMIT")

    return [
        ("raw limit: read one mail (no database)", *cpu(lambda: read(raw, reader), 300), ""),
        ("raw limit: one SQLite commit of 1 kB", *cpu(commit, 300), ""),
    ]


def screens(cast: Cast) -> list[Row]:
    client = Client()
    client.force_login(cast.agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    talk = Conversation.objects.filter(state="open").order_by("-last_at").first()
    assert talk is not None
    for address in ("/inbox/all/", f"/conversations/{talk.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
    numbers = iter(range(10**6))
    open_ids = list(Conversation.objects.filter(state="open").values_list("id", flat=True)[:60])

    def reply() -> None:
        number = next(numbers)
        send_reply(
            viewer=cast.viewer,
            conversation_id=open_ids[number % len(open_ids)],
            text="It leaves today, and you have it on Friday.",
            key=f"bench-{number:08}",
        )

    return [
        ("inbox page, 50 rows", *cpu(lambda: client.get("/inbox/all/")), "<= 4 ms"),
        ("inbox, waiting", *cpu(lambda: client.get("/inbox/waiting/")), "<= 4 ms"),
        (
            "open a conversation",
            *cpu(lambda: client.get(f"/conversations/{talk.pk}/", headers={"HX-Request": "true"})),
            "<= 4 ms",
        ),
        ("store a reply (with the coach's check)", *cpu(reply), "<= 4 ms"),
        ("search a rare word (query)", *cpu(lambda: search(cast.viewer, RARE)), "<= 4 ms"),
        ("search a common word (query)", *cpu(lambda: search(cast.viewer, "lamp")), "<= 15 ms"),
        ("search a common word (page)", *cpu(lambda: client.get("/search/", {"q": "lamp"})), ""),
    ]


def main(conversations: int) -> None:
    """Measure empty, fill, measure again."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    cast = make_cast()
    account, mails = make_account(cast.brand, pretend=True), Mails()
    rows = raw_limits(account, mails) + intake(account, mails, "empty")
    fill(account, conversations)
    rows += intake(account, mails, f"{conversations * 5:,} interactions") + screens(cast)
    print(f"\n{connection.vendor}, {conversations:,} conversations, {conversations * 5:,} interactions\n")
    # The machine may be busy or slow: the ratio to reading one mail in the same run says more than milliseconds.
    unit = rows[0][1]
    print("| work | CPU ms | wall ms | times reading a mail | goal |\n|---|---|---|---|---|")
    for name, spent, wall, goal in rows:
        print(f"| {name} | {spent:.2f} | {wall:.2f} | {spent / unit:.1f} | {goal} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)

"""On PostgreSQL two `web` and two `work` share everything; one of them dies in the middle and nobody notices."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes

import psycopg
import pytest

from heedful.switchboard.tests.factories import raw_mail
from heedful.switchboard.tests.servers.dovecot import Dovecot, make_dovecot
from heedful.switchboard.tests.servers.ports import free_ports
from heedful.switchboard.tests.servers.smtp_sink import SmtpSink
from tests.world.desk import signed_in
from tests.world.running import REPOSITORY, Running, until

pytestmark = [pytest.mark.only_on("postgresql"), pytest.mark.timeout(300)]
BOXES = ["help@harbour.test", "shop@harbour.test", "visit@harbour.test", "press@harbour.test"]
MAILS, REPLIES = 80, 40
READERS = "SELECT pid, array_agg(objid::int ORDER BY objid) FROM pg_locks WHERE locktype = 'advisory' \
AND classid = %s AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) GROUP BY pid"


@dataclass
class Many:
    """One house with several processes, a mail server before it and one behind it."""

    house: Running
    dovecot: Dovecot
    sink: SmtpSink
    accounts: list[int]
    parts: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def spawn(self, part: str, port: int = 0) -> subprocess.Popen[bytes]:
        surroundings = {**os.environ, **self.house.surroundings()}
        if port:
            surroundings["HEEDFUL_PORT"] = str(port)
        with (self.house.folder / f"{part}{len(self.parts)}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "heedful", part], env=surroundings, cwd=REPOSITORY,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.parts.append(process)
        return process

    def readers(self) -> dict[int, list[int]]:
        """Which mailboxes each working process holds."""
        with psycopg.connect(self.house.database_url) as link:
            return dict(link.execute(READERS, [0x48656565]).fetchall())


@pytest.fixture
def many() -> Iterator[Many]:
    dovecot, sink, house = make_dovecot(), SmtpSink(user=BOXES[0], delay=0.05), Running()
    dovecot.start()
    sink.start()
    house.found(imap_port=dovecot.port, smtp_port=sink.port)
    accounts = house.ask("more_mailboxes", addresses=BOXES[1:], imap_port=dovecot.port, smtp_port=sink.port)
    made = Many(house, dovecot, sink, accounts)
    yield made
    for part in made.parts:
        if part.poll() is None:
            part.send_signal(signal.SIGTERM)
    codes = [part.wait(timeout=30) for part in made.parts]
    sink.stop()
    dovecot.stop()
    if not set(codes) <= {0, -signal.SIGKILL}:
        print(*(log.read_text()[-3000:] for log in house.folder.glob("*.log")), sep="\n--\n")
    for folder in (house.folder, dovecot.folder):
        shutil.rmtree(folder, ignore_errors=True)
    assert set(codes) <= {0, -signal.SIGKILL}


def test_two_workers_share_the_work_and_one_dies_in_the_middle(many: Many) -> None:
    house, dice = many.house, random.Random(7)
    workers = [many.spawn("work"), many.spawn("work")]
    # The first one in took them all, and gives some up at its next look: half of the mailboxes each.
    until(lambda: _is_halved(many), seconds=90, pause=0.5)

    conversations = house.ask("receive_mails", count=REPLIES)
    replies = house.ask("queue_replies", conversations=conversations, spread=6.0)
    arriving = threading.Thread(target=_let_mails_arrive, args=(many.dovecot, dice))
    arriving.start()
    until(lambda: len(many.sink.caught) >= 5, seconds=60)
    os.killpg(workers[0].pid, signal.SIGKILL)
    arriving.join()
    state = until(lambda: _settled(house), seconds=150, pause=1.0)

    held = many.readers()
    assert list(held.values()) == [sorted(many.accounts)], "the other one has taken all mailboxes over"
    arrived = Counter(one for one in state["inbound"] if one.startswith("many"))
    assert arrived == Counter({f"many{number}@client.test": 1 for number in range(MAILS)})
    assert state["set_aside"] == 0
    left = Counter(message_from_bytes(caught.content)["Message-ID"].strip("<>") for caught in many.sink.caught)
    assert set(state["deliveries"]) == set(replies)
    for message_id, how in state["deliveries"].items():
        assert how in {"sent", "uncertain"}
        assert left[message_id] == 1 if how == "sent" else left[message_id] <= 1, f"{message_id} is {how}"
    assert Counter(state["deliveries"].values())["uncertain"] <= 4, "no more than one process can have on the wire"


def test_what_happens_is_live_on_every_screen_and_the_desk_outlives_one_of_its_processes(many: Many) -> None:
    second = many.house.port, free_ports(1)[0]
    webs = [many.spawn("web", port) for port in second]
    many.spawn("work")
    until(many.house.answers, seconds=60)
    other = Running.__new__(Running)
    other.folder, other.port, other.database_url, other.extra = many.house.folder, second[1], "", {}
    until(other.answers, seconds=60)
    desks = [signed_in(house, "alva@harbour.test") for house in (many.house, other)]
    with contextlib.ExitStack() as open_streams:
        streams = [open_streams.enter_context(desk.stream("GET", "/live", timeout=90)) for desk in desks]
        lines = [stream.iter_lines() for stream in streams]
        assert all(next(one).startswith("retry") for one in lines)
        time.sleep(1)
        many.dovecot.deliver(BOXES[0], raw_mail("Hello", subject="Both of us", message_id="both@client.test"))
        for one in lines:
            assert next(line for line in one if '"interaction.received"' in line)
    os.killpg(webs[0].pid, signal.SIGKILL)
    assert "Both of us" in desks[1].get("/inbox/all/").text, "whoever is signed in on one is signed in on all"


def test_processes_that_start_together_on_an_empty_database_wait_for_each_other() -> None:
    house = Running()
    many = Many(house, None, None, [])  # no mail in this one
    ports = [house.port, *free_ports(1)]
    parts = [*(many.spawn("web", port) for port in ports), many.spawn("work")]
    try:
        until(house.answers, seconds=90)
        time.sleep(3)
        assert [part.poll() for part in parts] == [None] * 3, [log.read_text() for log in house.folder.glob("*.log")]
    finally:
        for part in parts:
            part.terminate()
        assert [part.wait(timeout=30) for part in parts] == [0] * 3
        shutil.rmtree(house.folder, ignore_errors=True)


def _is_halved(many: Many) -> bool:
    shared = _shared_out(many)
    return shared is not None and sorted(len(held) for held in shared.values()) == [2, 2]


def _shared_out(many: Many) -> dict[int, list[int]] | None:
    held = many.readers()
    all_held = sorted(account for accounts in held.values() for account in accounts)
    return held if len(held) == 2 and all_held == sorted(many.accounts) else None


def _let_mails_arrive(dovecot: Dovecot, dice: random.Random) -> None:
    for number in range(MAILS):
        mail = raw_mail(f"Mail {number}", sender=f"m{number}@client.test", message_id=f"many{number}@client.test")
        dovecot.deliver(dice.choice(BOXES), mail)
        time.sleep(dice.uniform(0, 0.1))


def _settled(house: Running) -> dict | None:
    state = house.ask("state")
    here = sum(one.startswith("many") for one in state["inbound"]) >= MAILS
    under_way = {"queued", "sending"} & set(state["deliveries"].values())
    print(here, Counter(state["deliveries"].values()), state["kept"], flush=True)
    return state if here and not under_way and not state["kept"] else None

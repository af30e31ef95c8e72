"""Nothing is lost and nothing comes twice: the process is killed at random points while mail comes and goes."""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes

import pytest

from heedful.switchboard.tests.factories import raw_mail
from heedful.switchboard.tests.servers.dovecot import Dovecot, make_dovecot
from heedful.switchboard.tests.servers.smtp_sink import SmtpSink
from tests.world.running import Running, until

pytestmark = [pytest.mark.xdist_group("whole house"), pytest.mark.timeout(300)]

MAILS, REPLIES, KILLS = 200, 100, 7
BOX = "help@harbour.test"


@pytest.fixture
def post_office() -> Iterator[tuple[Dovecot, SmtpSink]]:
    dovecot, sink = make_dovecot(), SmtpSink(user=BOX, delay=0.02)
    dovecot.start()
    sink.start()
    yield dovecot, sink
    sink.stop()
    dovecot.stop()
    shutil.rmtree(dovecot.folder, ignore_errors=True)


@pytest.fixture
def house(post_office: tuple[Dovecot, SmtpSink]) -> Iterator[Running]:
    dovecot, sink = post_office
    running = Running()
    running.found(imap_port=dovecot.port, smtp_port=sink.port)
    yield running
    running.kill()
    shutil.rmtree(running.folder, ignore_errors=True)


def test_a_process_killed_again_and_again_loses_and_doubles_nothing(
    house: Running, post_office: tuple[Dovecot, SmtpSink]
) -> None:
    dovecot, sink = post_office
    dice = random.Random(20)
    conversations = house.ask("receive_mails", count=REPLIES)
    replies = house.ask("queue_replies", conversations=conversations, spread=20.0)
    arriving = threading.Thread(target=_let_mails_arrive, args=(dovecot, dice))
    arriving.start()
    for _ in range(KILLS):
        house.start()
        time.sleep(dice.uniform(0.1, 2.5))
        house.kill()
    arriving.join()
    house.start()
    state = until(lambda: _settled(house), seconds=150, pause=1.0)

    arrived = Counter(one for one in state["inbound"] if one.startswith("kill"))
    assert arrived == Counter({f"kill{number}@client.test": 1 for number in range(MAILS)})
    assert state["set_aside"] == 0
    left = Counter(message_from_bytes(caught.content)["Message-ID"].strip("<>") for caught in sink.caught)
    assert set(state["deliveries"]) == set(replies)
    for message_id, how in state["deliveries"].items():
        if how == "sent":
            assert left[message_id] == 1, "a reply that counts as sent left once"
        else:
            assert how == "uncertain", f"{message_id} is {how}"
            assert left[message_id] <= 1, "one that may have been sent is never repeated"


def test_a_dead_mail_server_is_said_in_words_and_heals(house: Running, post_office: tuple[Dovecot, SmtpSink]) -> None:
    dovecot, _ = post_office
    dovecot.stop()
    house.start()
    state = until(lambda: _account_is(house, "failing"), seconds=60, pause=0.5)
    assert "127.0.0.1" in state["account"][1] or "connect" in state["account"][1].lower()
    dovecot.start()
    dovecot.deliver(BOX, raw_mail("I waited", message_id="patient@client.test"))
    until(lambda: "patient@client.test" in house.ask("state")["inbound"], seconds=90, pause=1.0)
    assert until(lambda: _account_is(house, "healthy"), seconds=30, pause=0.5)


def test_a_full_disk_is_said_and_heals_without_loss(house: Running, post_office: tuple[Dovecot, SmtpSink]) -> None:
    """No file of the process may grow any more, as on a full disk; then there is room again."""
    import resource

    dovecot, _ = post_office
    house.start()
    assert house.process is not None
    resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    for number in range(5):
        dovecot.deliver(BOX, raw_mail(f"Full {number}", message_id=f"full{number}@client.test"))
    time.sleep(4)
    assert house.process.poll() is None, "a full disk must not end the process"
    assert not [one for one in house.ask("state")["inbound"] if one.startswith("full")]
    resource.prlimit(house.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    def all_in() -> bool:
        return sorted(one for one in house.ask("state")["inbound"] if one.startswith("full")) == [
            f"full{n}@client.test" for n in range(5)
        ]

    until(all_in, seconds=120, pause=1.0)
    said = house.log.read_text().lower()
    assert "disk" in said or "space" in said or "too large" in said or "i/o" in said


def _let_mails_arrive(dovecot: Dovecot, dice: random.Random) -> None:
    for number in range(MAILS):
        dovecot.deliver(
            BOX, raw_mail(f"Mail {number}", sender=f"k{number}@client.test", message_id=f"kill{number}@client.test")
        )
        time.sleep(dice.uniform(0, 0.12))


def _settled(house: Running) -> dict | None:
    state = house.ask("state")
    print(_summed(state), flush=True)
    here = sum(one.startswith("kill") for one in state["inbound"]) >= MAILS
    under_way = {"queued", "sending"} & set(state["deliveries"].values())
    return state if here and not under_way and not state["kept"] else None


def _summed(state: dict) -> str:
    arrived = sum(one.startswith("kill") for one in state["inbound"])
    return f"{arrived} mails, {dict(Counter(state['deliveries'].values()))}, {state['kept']} kept, {state['account']}"


def _account_is(house: Running, wanted: str) -> dict | None:
    state = house.ask("state")
    return state if state["account"][0] == wanted else None

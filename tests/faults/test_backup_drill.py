"""The drill: a backup while mail arrives, the machine is lost, and another one goes on from the backup."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from heedful.switchboard.tests.factories import raw_mail
from heedful.switchboard.tests.servers.dovecot import Dovecot, make_dovecot
from heedful.switchboard.tests.servers.smtp_sink import SmtpSink
from tests.world.running import REPOSITORY, Running, until

pytestmark = [pytest.mark.xdist_group("whole house"), pytest.mark.timeout(300)]
OF_THE_FILE = pytest.mark.only_on("sqlite")  # is about the archive, whatever the database
BOX = "help@harbour.test"
MAILS = 60


def run(house: Running, *words: str | Path) -> subprocess.CompletedProcess[str]:
    house.dismiss()
    return subprocess.run(
        [sys.executable, "-m", "heedful", *map(str, words)], env=house.surroundings(), cwd=REPOSITORY,
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def post_office() -> Iterator[tuple[Dovecot, SmtpSink]]:
    dovecot, sink = make_dovecot(), SmtpSink(user=BOX)
    dovecot.start()
    sink.start()
    yield dovecot, sink
    sink.stop()
    dovecot.stop()
    shutil.rmtree(dovecot.folder, ignore_errors=True)


@pytest.fixture
def houses() -> Iterator[list[Running]]:
    made: list[Running] = []
    yield made
    for house in made:
        house.kill()
        shutil.rmtree(house.folder, ignore_errors=True)


def test_a_lost_machine_loses_no_mail(
    houses: list[Running], post_office: tuple[Dovecot, SmtpSink], tmp_path: Path
) -> None:
    dovecot, sink = post_office
    old, new = Running(), Running()
    houses += [old, new]
    old.found(imap_port=dovecot.port, smtp_port=sink.port)
    waiting = old.ask("receive_mails", count=3)
    old.start()
    arriving = threading.Thread(target=_let_mails_arrive, args=(dovecot,))
    arriving.start()
    until(lambda: _arrived(old) > 5, seconds=60, pause=0.5)
    taken = run(old, "backup", tmp_path)
    assert taken.returncode == 0, taken.stderr
    [archive] = tmp_path.glob("heedful-*.tar")
    arriving.join()
    old.ask("queue_replies", conversations=waiting, spread=0.0)
    until(lambda: len(sink.caught) == len(waiting), seconds=60)
    old.kill()

    assert run(new, "restore", "--check", archive).returncode == 0
    restored = run(new, "restore", archive)
    assert restored.returncode == 0, restored.stderr
    with tarfile.open(archive) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
    assert new.ask("counts", tables=["interactions_interaction", "team_person", "events_event"]) == {
        name: manifest["counts"][name] for name in ("interactions_interaction", "team_person", "events_event")
    }
    assert new.ask("readable") == {"blobs_missing": 0, "secrets_readable": True}
    new.start()
    state = until(lambda: _all_in(new), seconds=120, pause=1.0)
    assert Counter(one for one in state["inbound"] if one.startswith("drill")) == Counter(
        {f"drill{number}@client.test": 1 for number in range(MAILS)}
    )
    time.sleep(2)
    assert len(sink.caught) == len(waiting), "nothing left a second time"


@OF_THE_FILE
def test_replies_that_waited_are_doubted_not_repeated(houses: list[Running], tmp_path: Path) -> None:
    old, new = Running(), Running()
    houses += [old, new]
    old.found(smtp_port=9)
    replies = old.ask("queue_replies", conversations=old.ask("receive_mails", count=2), spread=0.0)
    assert run(old, "backup", tmp_path / "one.tar").returncode == 0
    restored = run(new, "restore", tmp_path / "one.tar")
    assert "2 replies may have left" in restored.stdout, restored.stderr
    assert new.ask("state")["deliveries"] == dict.fromkeys(replies, "uncertain")


def test_a_desk_that_is_there_is_kept(houses: list[Running], tmp_path: Path) -> None:
    house = Running()
    houses.append(house)
    house.found()
    house.ask("receive_mails", count=2)
    assert run(house, "backup", tmp_path / "one.tar").returncode == 0
    house.ask("receive_mails", count=3, prefix="later")
    refused = run(house, "restore", tmp_path / "one.tar")
    assert refused.returncode == 1
    assert "--put-aside" in refused.stderr
    assert house.ask("state")["conversations"] == 5
    done = run(house, "restore", tmp_path / "one.tar", "--put-aside")
    assert done.returncode == 0, done.stderr
    assert house.ask("state")["conversations"] == 2
    house.ask("receive_mails", count=1, prefix="after")  # numbers go on where they were
    assert house.ask("state")["conversations"] == 3
    assert house.ask("put_aside_conversations") == 5
    assert list(house.folder.glob("before-restore-*/blobs/*"))


@OF_THE_FILE
def test_an_open_desk_is_not_replaced(houses: list[Running], tmp_path: Path) -> None:
    house = Running()
    houses.append(house)
    house.found()
    house.start()
    assert run(house, "backup", tmp_path / "one.tar").returncode == 0
    refused = run(house, "restore", tmp_path / "one.tar", "--put-aside")
    assert refused.returncode == 1
    assert "in use" in refused.stderr or "is open" in refused.stderr
    assert house.answers()


@OF_THE_FILE
def test_a_damaged_backup_changes_nothing(houses: list[Running], tmp_path: Path) -> None:
    house, other = Running(), Running()
    houses += [house, other]
    house.found()
    archive = tmp_path / "one.tar"
    assert run(house, "backup", archive).returncode == 0
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    (tmp_path / "bad.tar").write_bytes(content)
    before = _names(house)
    refused = run(house, "restore", tmp_path / "bad.tar", "--put-aside")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert _names(house) == before
    assert house.ask("state")["account"]


@OF_THE_FILE
def test_only_the_newest_are_kept(houses: list[Running], tmp_path: Path) -> None:
    house = Running()
    houses.append(house)
    house.found()
    for name in ("heedful-20200101-000000.tar", "heedful-20200102-000000.tar", "notes.tar"):
        (tmp_path / name).write_text("x")
    assert run(house, "backup", tmp_path, "--keep", "2").returncode == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[0] == "heedful-20200102-000000.tar"
    assert len(names) == 3
    assert names[-1] == "notes.tar"


def _names(house: Running) -> list[str]:
    return sorted(path.name for path in house.folder.iterdir() if path.name != "lock")


def _let_mails_arrive(dovecot: Dovecot) -> None:
    for number in range(MAILS):
        dovecot.deliver(
            BOX, raw_mail(f"Mail {number}", sender=f"d{number}@client.test", message_id=f"drill{number}@client.test")
        )
        time.sleep(0.1)


def _arrived(house: Running) -> int:
    return sum(one.startswith("drill") for one in house.ask("state")["inbound"])


def _all_in(house: Running) -> dict | None:
    state = house.ask("state")
    return state if sum(one.startswith("drill") for one in state["inbound"]) >= MAILS and not state["kept"] else None

"""`heedful up` as an operator meets it: it opens, says where, refuses a second one in words, and closes cleanly."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.world.desk import signed_in
from tests.world.running import REPOSITORY, Running, until

pytestmark = [pytest.mark.xdist_group("whole house"), pytest.mark.timeout(180), pytest.mark.only_on("sqlite")]


@pytest.fixture
def house() -> Iterator[Running]:
    running = Running(database_url="")
    yield running
    running.kill()
    shutil.rmtree(running.folder, ignore_errors=True)


def _run(house: Running, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "heedful", *words], env={**house.surroundings(), **extra}, cwd=REPOSITORY,
        capture_output=True, text=True, check=False, timeout=90,
    )  # fmt: skip


def test_it_prints_the_address_and_a_link_for_the_first_person_and_stops_cleanly(house: Running) -> None:
    house.start()
    said = until(lambda: house.url in house.log.read_text() and house.log.read_text())
    link = re.search(r"http://\S+/welcome/\S+", said)
    assert link
    assert "What do customers call you" in urllib.request.urlopen(link.group()).read().decode()
    process = house.process
    assert house.stop() == 0
    assert process is not None
    assert not _others(process.pid)


def test_an_open_screen_does_not_hold_up_the_stop(house: Running) -> None:
    email = house.found()["email"]
    house.start()
    with signed_in(house, email).stream("GET", "/live", timeout=30) as stream:
        assert next(stream.iter_lines()).startswith("retry")
        began = time.monotonic()
        assert house.stop() == 0
        assert time.monotonic() - began < 8


def test_a_second_process_on_the_same_folder_is_refused_in_words(house: Running) -> None:
    house.start()
    second = _run(house, "up")
    assert second.returncode == 1
    assert "is in use by process" in second.stderr
    assert house.answers()


def test_a_port_that_somebody_has_is_refused_in_words(house: Running) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", house.port))
        taken.listen()
        refused = _run(house, "up")
    assert refused.returncode == 1
    assert "HEEDFUL_PORT" in refused.stderr


@pytest.mark.parametrize("command", ["web", "work"])
def test_sqlite_serves_one_process_only(house: Running, command: str) -> None:
    refused = _run(house, command)
    assert refused.returncode == 1
    assert "heedful up" in refused.stderr


@pytest.mark.parametrize("pause", [0.2, 1.0, 2.5])
def test_a_signal_at_any_moment_of_the_start_leaves_no_orphan(house: Running, pause: float) -> None:
    process = house.spawn()
    time.sleep(pause)
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)
    until(lambda: not _others(process.pid), seconds=5)
    assert not house.answers()


def test_commands_say_what_is_wrong_instead_of_a_traceback(house: Running) -> None:
    assert _run(house, "migrate").returncode == 0
    for words in (
        ["import-mail", str(REPOSITORY / "README.md")],
        ["user", "add", "x@y.test", "--name", "X"],
        ["doctor", "no@where.test"],
    ):
        answer = _run(house, *words)
        assert answer.returncode != 0
        assert "Traceback" not in answer.stderr, words


def test_the_demo_keeps_real_data_and_starts_over_its_own(house: Running) -> None:
    house.found()
    first = _run(house, "demo", "--yes", "--small", "30")
    assert first.returncode == 0, first.stderr
    assert "kept in" in first.stdout
    [kept] = house.folder.glob("before-demo-*/heedful.sqlite3")
    with sqlite3.connect(kept) as link:
        assert link.execute("SELECT slug FROM team_brand ORDER BY id").fetchall() == [("harbour",), ("quarry",)]
    assert "earlier demo is thrown away" in _run(house, "demo", "--yes", "--small", "30").stdout
    assert len(list(house.folder.glob("before-demo-*"))) == 1


def test_the_coach_runs_without_a_database(house: Running) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "heedful", "coach"], env={**house.surroundings(), "HEEDFUL_DATA": "/nonexistent"},
        cwd=REPOSITORY, input="Dear {{name}}, hello.", capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    assert done.returncode == 1
    assert "PER101" in done.stdout


def _others(group: int) -> list[str]:
    """Living processes of the group that the house was started in."""
    return [entry.name for entry in os.scandir("/proc") if entry.name.isdigit() and _lives_in(entry.name, group)]


def _lives_in(process: str, group: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return os.getpgid(int(process)) == group and state != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False

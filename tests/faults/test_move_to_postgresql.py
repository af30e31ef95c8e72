"""A desk moves from SQLite to PostgreSQL: all of it or nothing, compared, and the desk goes on there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator

import psycopg
import pytest

from tests.faults.test_backup_drill import run
from tests.world.desk import signed_in
from tests.world.running import Running

pytestmark = [pytest.mark.only_on("postgresql"), pytest.mark.timeout(240)]
WRONG = (("sqlite:///x", "Give the address"), ("postgresql://nobody:x@127.0.0.1:1/none", "cannot be reached"))
ODD = "NUL\x00 inside, a literal \\u0000, 客服 and 🫖"


@pytest.fixture
def sides() -> Iterator[tuple[Running, Running]]:
    """The same data folder, first on SQLite, then on an empty PostgreSQL database."""
    before = Running(database_url="")
    after = Running(folder=before.folder, port=before.port)
    before.found()
    conversations = before.ask("receive_mails", count=30)
    before.ask("queue_replies", conversations=conversations[:4], spread=0.0)
    before.ask("resolve_all")
    with _sqlite(before) as link:
        link.execute("UPDATE interactions_interaction SET text = ? WHERE id = 1", [ODD])
        link.execute(
            """UPDATE events_event SET details = '{"a": "x\\u0000", "b": "\\\\u0000", "c": 1.5}' WHERE id = 1"""
        )
    yield before, after
    after.kill()
    shutil.rmtree(before.folder, ignore_errors=True)


def test_everything_comes_through_and_the_desk_goes_on(sides: tuple[Running, Running]) -> None:
    before, after = sides
    was, dumped = before.ask("state"), _dump(before)
    moved = run(before, "move-to-postgresql", after.database_url)
    assert moved.returncode == 0, moved.stderr
    assert "2 texts held a NUL" in moved.stdout
    assert _dump(before) == dumped, "the SQLite side is only read"
    assert after.ask("state") == was
    with psycopg.connect(after.database_url) as link:
        assert link.execute("SELECT text FROM interactions_interaction WHERE id = 1").fetchone() == (
            ODD.replace("\x00", "\ufffd"),
        )
        details = link.execute("SELECT details FROM events_event WHERE id = 1").fetchone()
        assert details == ({"a": "x\ufffd", "b": "\\u0000", "c": 1.5},)
    after.ask("receive_mails", count=3, prefix="later")
    assert after.ask("state")["conversations"] == was["conversations"] + 3
    after.start()
    desk = signed_in(after, "alva@harbour.test")
    assert "Question 17" in desk.get("/search/", params={"q": "Question 17"}).text
    again = run(before, "move-to-postgresql", after.database_url)
    assert again.returncode == 1
    assert "empty one" in again.stderr


def test_when_something_is_wrong_nothing_is_moved_and_it_can_be_begun_again(sides: tuple[Running, Running]) -> None:
    before, after = sides
    for url, words in WRONG:
        refused = run(before, "move-to-postgresql", url)
        assert refused.returncode == 1
        assert words in refused.stderr
        assert "Traceback" not in refused.stderr
    with _sqlite(before) as link:
        link.execute("UPDATE interactions_conversation SET subject = ? WHERE id = 3", ["x" * 400])
    refused = run(before, "move-to-postgresql", after.database_url)
    assert refused.returncode == 1
    assert "Nothing was moved" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert after.ask("counts", tables=["team_person", "interactions_interaction"]) == {
        "team_person": 0, "interactions_interaction": 0,
    }  # fmt: skip
    with _sqlite(before) as link:
        link.execute("UPDATE interactions_conversation SET subject = 'x' WHERE id = 3")
    moved = run(before, "move-to-postgresql", after.database_url)
    assert moved.returncode == 0, moved.stderr


def _sqlite(house: Running) -> sqlite3.Connection:
    return sqlite3.connect(house.folder / "heedful.sqlite3")


def _dump(house: Running) -> list[tuple]:
    with _sqlite(house) as link:
        tables = [name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return [row for name in tables for row in link.execute(f'SELECT * FROM "{name}"')]

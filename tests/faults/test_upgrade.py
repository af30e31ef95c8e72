"""From each earlier release to this one, on a full database: every row comes along and the desk goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.faults.test_backup_drill import run
from tests.releases.load import FOLDER
from tests.world.running import Running

pytestmark = [pytest.mark.xdist_group("whole house"), pytest.mark.timeout(300)]
RELEASES = sorted(path.name.removesuffix(".json.gz") for path in FOLDER.glob("*.json.gz"))
TIMES = 120
OURS = ("team_", "customers_", "interactions_", "switchboard_", "replies_", "coaching_", "standards_", "events_")


@pytest.fixture
def house() -> Iterator[Running]:
    running = Running()
    yield running
    running.kill()
    shutil.rmtree(running.folder, ignore_errors=True)


def test_there_is_a_release_to_come_from() -> None:
    assert RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_every_row_comes_along(house: Running, release: str) -> None:
    before = house.ask("as_released", release=release, times=TIMES)
    assert before["interactions_interaction"] > 8_000
    upgraded = run(house, "migrate")
    assert upgraded.returncode == 0, upgraded.stderr
    desk = house.ask("a_look_around")
    ours = {name: number for name, number in before.items() if name.startswith(OURS)}
    assert {name: desk["rows"][name] for name in ours} == ours
    assert desk["unmigrated"] == []
    assert desk["inbox"] > 0
    assert desk["found"] > 0
    house.start()
    assert house.stop() == 0


def test_tables_laid_at_once_are_those_that_the_migrations_make(house: Running) -> None:
    assert house.ask("broken_off") == []
    house.dismiss()
    laid = house.ask("tables")
    other = Running()
    try:
        walked = other.ask("tables", walk=True)
    finally:
        other.kill()
        shutil.rmtree(other.folder, ignore_errors=True)
    assert len(laid) > 500
    assert laid == walked

"""What deploy/ says holds true: its commands, settings, paths and addresses are the product's own.

There is no container engine here, so the images are read, not built; the wheel that goes into them is.
"""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from heedful.config.asgi import application
from heedful.config.cli import COMMANDS, main
from tests.house.test_settings import PAGE, ROW

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
KNOWN = {name for name, _, _ in ROW.findall(PAGE.read_text())}
ADDRESSES = {getattr(route, "path", "") for route in application.routes}
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
CONTAINER = [line for line in (DEPLOY / "Containerfile").read_text().splitlines() if line and line[0] != "#"]


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(path)
    return parser


def _accepts(words: list[str]) -> None:
    """The command exists and takes these words; `--help` at the end keeps it from running."""
    assert words[0] in COMMANDS, words
    command: click.Command = main.get_command(click.Context(main), words[0])  # type: ignore[assignment]
    options = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words[1:] if word.startswith("-")} <= options, words


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_that_exists(path: Path) -> None:
    service = unit(path)["Service"]
    program, *words = service["ExecStart"].split()
    assert program == "/opt/heedful/bin/heedful"
    _accepts(words)
    assert service["EnvironmentFile"] == "/etc/heedful.env"
    assert service["User"] == "heedful"
    assert set(re.findall(r"HEEDFUL_\w+", path.read_text())) <= KNOWN


def test_units_lock_the_process_in() -> None:
    locked = {"NoNewPrivileges", "ProtectSystem", "PrivateTmp", "CapabilityBoundingSet", "SystemCallFilter", "UMask"}
    loose = [path.name for path in UNITS if not locked <= set(unit(path)["Service"])]
    assert not loose


def test_the_data_folder_of_the_units_is_that_of_their_settings() -> None:
    told = dict(re.findall(r"^(HEEDFUL_\w+)=(.*)$", (DEPLOY / "heedful.env").read_text(), re.MULTILINE))
    assert told["HEEDFUL_DATA"] == "/var/lib/heedful"
    assert {unit(path)["Service"]["StateDirectory"] for path in UNITS} == {"heedful"}
    assert set(re.findall(r"HEEDFUL_\w+", (DEPLOY / "heedful.env").read_text())) <= KNOWN


def test_the_backup_may_write_where_it_is_told_to() -> None:
    service = unit(DEPLOY / "heedful-backup.service")["Service"]
    folder = service["ExecStart"].split()[2]
    assert folder in service["ReadWritePaths"].split()
    assert unit(DEPLOY / "heedful-backup.timer")["Timer"]["OnCalendar"]


def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    for path in [*UNITS, DEPLOY / "heedful-backup.timer"]:
        text = (
            path.read_text()
            .replace("/opt/heedful/bin/heedful", "/bin/true")
            .replace("User=heedful\nGroup=heedful\n", "")
        )
        (tmp_path / path.name.replace("@", "@8026")).write_text(text)
    if not shutil.which("systemd-analyze"):
        return  # a machine without systemd: the tests above have read the units
    names = [str(path) for path in tmp_path.iterdir()]
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names], capture_output=True, text=True, check=False, timeout=60
    )
    assert not [line for line in said.stderr.splitlines() if str(tmp_path) in line or "heedful" in line], said.stderr


def test_services_run_commands_and_settings_that_exist() -> None:
    ours = {name: one for name, one in COMPOSE["services"].items() if one["image"] == "heedful"}
    assert sorted(ours) == ["web", "work"]
    for one in ours.values():
        _accepts(one["command"])
        assert set(one["environment"]) <= KNOWN
        assert set(one["depends_on"]) <= set(COMPOSE["services"])
        assert {volume.split(":")[1] for volume in one["volumes"]} == {"/data"}
    named = {volume.split(":")[0] for one in COMPOSE["services"].values() for volume in one["volumes"]}
    assert named == set(COMPOSE["volumes"])


def test_the_desk_and_its_database_agree_in_compose() -> None:
    database, web = COMPOSE["services"]["database"], COMPOSE["services"]["web"]
    url = web["environment"]["HEEDFUL_DATABASE_URL"]
    user, name = database["environment"]["POSTGRES_USER"], database["environment"]["POSTGRES_DB"]
    assert url.startswith(f"postgresql://{user}:")
    assert url.endswith(f"@database:5432/{name}")
    assert database["environment"]["POSTGRES_PASSWORD"] in url
    assert (DEPLOY / web["build"]["context"] / web["build"]["dockerfile"]).resolve() == DEPLOY / "Containerfile"
    assert int(database["image"].split(":")[1]) >= 15


def test_the_image_copies_what_is_there_and_starts_as_nobody_special() -> None:
    by_word: dict[str, list[str]] = {}
    for line in CONTAINER:
        by_word.setdefault(line.split()[0], []).append(line.partition(" ")[2])
    sources = [word for line in by_word["COPY"] if "--from" not in line for word in line.split()[:-1]]
    assert sources
    assert all((ROOT / source).exists() for source in sources)
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {source.split("/")[0] for source in sources} == allowed
    assert by_word["USER"] == ["heedful"]
    assert by_word["ENTRYPOINT"] == ['["heedful"]']
    assert yaml.safe_load(by_word["CMD"][0])[0] in COMMANDS
    assert set(re.findall(r"HEEDFUL_\w+", "\n".join(CONTAINER))) <= KNOWN
    [probe] = re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", by_word["HEALTHCHECK"][0])
    assert probe[0] == by_word["EXPOSE"][0]
    assert probe[1] in ADDRESSES


def test_the_wheel_of_the_image_is_built_from_what_it_copies(tmp_path: Path) -> None:
    for line in CONTAINER:
        words = line.split()
        if words[0] == "COPY" and "--from" not in line:
            for source in words[1:-1]:
                _bring(ROOT / source, tmp_path / source)
    words = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "wheel")]
    subprocess.run([sys.executable, *words], cwd=tmp_path, check=True, capture_output=True, timeout=90)
    [wheel] = (tmp_path / "wheel").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for ending in ("settings.py", "0001_initial.py", "inbox.html", ".css", ".toml"):
        assert any(name.endswith(ending) for name in names), ending
    assert not [name for name in names if "/tests/" in name]


def _bring(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "tests"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)

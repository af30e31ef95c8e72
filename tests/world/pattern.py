"""The empty tables of this version: made once in a whole run by migrating, then copied by every worker and house."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlparse, urlunparse

import psycopg

REPOSITORY = Path(__file__).resolve().parents[2]
NAME = "pattern_of_tables"


def lay_file(file: Path) -> None:
    """Into an SQLite file that is not there yet."""
    with _one_at_a_time() as shared:
        pattern = shared / NAME / "heedful.sqlite3"
        if not pattern.exists():
            _migrate(shared / NAME, "")
        file.unlink(missing_ok=True)
        with closing(sqlite3.connect(pattern)) as made, closing(sqlite3.connect(file)) as copy:
            made.backup(copy)


def lay_database(server: str, name: str) -> None:
    """As a PostgreSQL database of that name, in place of one that is there. `server` is the URL of any other."""
    with _one_at_a_time() as shared, psycopg.connect(server, autocommit=True) as link:
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            link.execute(f"CREATE DATABASE {NAME}")
            _migrate(shared / f"{NAME}-there", database_url(server, NAME))
        link.execute(f"DROP DATABASE IF EXISTS {name}")
        link.execute(f"CREATE DATABASE {name} TEMPLATE {NAME}")


def database_url(server: str, name: str) -> str:
    return urlunparse(urlparse(server)._replace(path=f"/{name}"))


@contextmanager
def _one_at_a_time() -> Iterator[Path]:
    """Among all workers of a run; yields the folder that they share (see tests/own_world.py)."""
    shared = Path(os.environ.get("TESTS_SHARED") or _own_folder())
    with (shared / "pattern.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield shared


@cache
def _own_folder() -> str:
    """Outside of a test run, as for a benchmark."""
    folder = tempfile.mkdtemp(prefix="heedful-pattern-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _migrate(folder: Path, url: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEEDFUL_")}
    surroundings = {**kept, "HEEDFUL_DATA": str(folder), "HEEDFUL_DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-m", "heedful", "migrate"], env=surroundings, cwd=REPOSITORY, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"heedful migrate failed:\n{done.stderr[-3000:]}")

"""A PostgreSQL whose folder is kept, as an operator's is: durable commits, the settings that it comes with."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from heedful.switchboard.tests.servers.ports import free_ports
from tests.postgres import NAME, programs

NOBODY: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []}
PASSWORD = "measured"  # of a server that only this machine reaches, and only while it is measured


@contextmanager
def opened(folder: Path) -> Iterator[tuple[str, int]]:
    """Start the server of this folder, made when it is not there; yields its URL and process id."""
    who = NOBODY if os.geteuid() == 0 else {}
    home = folder / "cluster"
    if not home.exists():
        _make(folder, home, who)
    port = free_ports(1)[0]
    words: list[str | Path] = [programs() / "postgres", "-D", home, "-p", str(port)]
    for setting in (
        "unix_socket_directories=",
        "listen_addresses=127.0.0.1",
        "shared_buffers=256MB",
        "max_wal_size=4GB",
    ):
        words += ["-c", setting]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **who)
    try:
        url = f"postgresql://{NAME}:{PASSWORD}@127.0.0.1:{port}/{NAME}"
        _wait_for(url)
        yield url, server.pid
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


def _make(folder: Path, home: Path, who: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "password"
    key.write_text(PASSWORD)
    if who:
        for path in (folder, key):
            shutil.chown(path, who["user"], who["group"])
    words: list[str | Path] = [programs() / "initdb", "-D", home, "-U", NAME, "-A", "scram-sha-256", "--pwfile", key]
    words += ["-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(words, cwd=folder, check=True, capture_output=True, **who)


def _wait_for(url: str) -> None:
    server = url.rpartition("/")[0] + "/postgres"
    for _ in range(600):
        try:
            _make_database(server)
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("PostgreSQL did not start; see the file log in its folder.")


def _make_database(server: str) -> None:
    with psycopg.connect(server, connect_timeout=2, autocommit=True) as link:
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            link.execute(f"CREATE DATABASE {NAME}")


def main(words: list[str]) -> int:
    """`python -m benchmarks.cluster FOLDER -- COMMAND …` runs a command with HEEDFUL_DATABASE_URL set."""
    with opened(Path(words[0])) as (url, _):
        return subprocess.run(words[2:], env={**os.environ, "HEEDFUL_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

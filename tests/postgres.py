"""A PostgreSQL of the tests' own: `python -m tests.postgres -- pytest …` runs a command with one and stops it after."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg

NAME = "heedful"
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}


class NoPostgres(Exception):
    """PostgreSQL is not here, or would not start; the message says what to do."""


def programs() -> Path:
    """The folder with initdb and postgres, the newest when there are several."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if not folders:
        raise NoPostgres("PostgreSQL is not installed: apt-get install postgresql")
    return max(folders, key=lambda folder: float(folder.parent.name))


def _another_person() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so then somebody else runs it."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoPostgres("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _initialise(folder: Path, password: str, who: dict[str, Any]) -> Path:
    """Make an empty cluster whose only user is ours; returns its folder."""
    cluster, key = folder / "cluster", folder / "password"
    key.write_text(password)
    if who:
        os.chown(folder, who["user"], who["group"])
        os.chown(key, who["user"], who["group"])
    words: list[str | Path] = [programs() / "initdb", "-D", cluster, "-U", NAME, "-A", "scram-sha-256", "--pwfile", key]
    words += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, **who)
    if made.returncode:
        raise NoPostgres(f"initdb failed:\n{made.stdout}{made.stderr}")
    return cluster


def _start(cluster: Path, port: int, who: dict[str, Any]) -> subprocess.Popen[bytes]:
    words: list[str | Path] = [programs() / "postgres", "-D", cluster, "-p", str(port)]
    for name, value in FAST.items():
        words += ["-c", f"{name}={value}"]
    if shutil.which("setpriv"):  # so that it ends even when this process is killed outright
        words = ["setpriv", "--pdeathsig", "INT", *words]
    with (cluster.parent / "log").open("wb") as log:
        return subprocess.Popen(words, cwd=cluster.parent, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **who)


def _wait_until_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with psycopg.connect(url.rsplit("/", 1)[0] + "/postgres", connect_timeout=2, autocommit=True) as link:
                link.execute(f"CREATE DATABASE {NAME}")
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NoPostgres(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


@contextmanager
def cluster() -> Iterator[str]:
    """Start a private PostgreSQL; yields its URL; stops it and removes its files, whatever happens."""
    who = _another_person()
    folder = Path(tempfile.mkdtemp(prefix="heedful-pg-"))
    server = None
    try:
        password = secrets.token_hex(16)
        home = _initialise(folder, password, who)
        port = _free_port()
        url = f"postgresql://{NAME}:{password}@127.0.0.1:{port}/{NAME}"
        server = _start(home, port, who)
        _wait_until_ready(server, url, folder / "log")
        yield url
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(20)


def _leave(number: int, _: FrameType | None) -> None:
    """A polite end (Ctrl-C, SIGTERM) must still pass through the `finally` above."""
    raise SystemExit(128 + number)


def _run(command: list[str], url: str) -> int:
    child = subprocess.Popen(command, env={**os.environ, "HEEDFUL_DATABASE_URL": url})
    try:
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait(30)


def main(words: list[str]) -> int:
    """Run the command after `--` with HEEDFUL_DATABASE_URL set; its exit code is ours."""
    command = words[1:] if words[:1] == ["--"] else words
    if not command:
        print("Usage: python -m tests.postgres -- COMMAND …", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _leave)
    try:
        with cluster() as url:
            return _run(command, url)
    except NoPostgres as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

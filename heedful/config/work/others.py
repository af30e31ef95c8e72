"""The other processes of this house: on SQLite there are none, on PostgreSQL as many as you like."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection


class Refused(Exception):
    """The house cannot be opened; the words say why and what to do."""


@contextmanager
def among_others(*, web: bool, work: bool) -> Iterator[Any]:
    """Take one's place for as long as this lasts; gives what shares out the mailboxes where there is anybody else."""
    if connection.vendor == "sqlite":
        if web != work:
            raise Refused("SQLite serves one process: use `heedful up`, or set HEEDFUL_DATABASE_URL to PostgreSQL.")
        with lock_folder(settings.DATA):
            yield None
        return
    # psycopg costs a sixth of the start; SQLite does not need it.
    from heedful.config.work.presence import Presence  # noqa: PLC0415
    from heedful.config.work.relay import start_relay  # noqa: PLC0415

    presence, stop = Presence(works=work), threading.Event()
    if not presence.enter():
        raise Refused("Somebody restores or moves this desk just now. Start it when that is done.")
    start_relay(stop)
    try:
        yield presence
    finally:
        stop.set()
        presence.leave()


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else may be in the house while this lasts, and nobody comes in."""
    if connection.vendor == "sqlite":
        with lock_folder(settings.DATA):
            yield
        return
    from heedful.config.work.presence import take_alone  # noqa: PLC0415 (as above)

    link = take_alone()
    if link is None:
        raise Refused("The desk is open: a process of it uses this database. Stop all of them first.")
    with link:
        yield


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Processes that start together wait for each other here: tables are made once, files laid out once."""
    if connection.vendor == "sqlite":
        yield
        return
    from heedful.config.work.presence import take_turn  # noqa: PLC0415 (as above)

    with take_turn():
        yield


def lock_folder(folder: Path) -> IO[str]:
    """One process per data folder on SQLite; the lock ends with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = (folder / "lock").open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.seek(0)
        raise Refused(
            f"The data folder {folder} is in use by process {handle.read().strip() or 'unknown'}. "
            "Stop that one first, or choose another folder with HEEDFUL_DATA."
        ) from error
    handle.truncate(0)
    with suppress(OSError):  # on a full disk the number is missing, the lock is not
        handle.write(str(os.getpid()))
        handle.flush()
    return handle

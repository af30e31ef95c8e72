"""Checks of this machine: room on the disk, a folder and a database that can be written, a clock that is right."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import connection, transaction

from heedful.events.instant import now
from heedful.events.models import Event
from heedful.switchboard.doctor_check import Check, failed, well, wrong
from heedful.switchboard.doors.mailbox_words import explain

LEAST_ROOM = 500_000_000
MOST_SKEW = 60.0


def house_checks() -> Iterator[Check]:
    """What every mailbox needs from this machine."""
    yield _folder_check()
    yield _room_check()
    yield _database_check()
    if connection.vendor == "postgresql":
        yield _clock_check()


def _folder_check() -> Check:
    folder: Path = settings.DATA / "blobs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError as error:
        trouble = explain(error)
        return wrong("Folder for mail", f"{folder} cannot be written: {trouble.words}", trouble.remedy)
    return well("Folder for mail", f"{folder} can be written.")


def _room_check() -> Check:
    place = settings.DATA if settings.DATA.exists() else Path("/")
    free = shutil.disk_usage(place).free
    words = f"{free / 1e9:.1f} GB are free for mail."
    if free < LEAST_ROOM:
        return wrong("Room on the disk", words, "Make room before the disk is full: mail waits on the servers then.")
    return well("Room on the disk", words)


def _database_check() -> Check:
    try:
        with transaction.atomic():
            # Written and taken back: only a real write shows whether there is room and permission.
            Event.objects.create(kind="doctor.looked", at=now(), is_pending=False)
            transaction.set_rollback(True)
    except DatabaseTrouble as error:
        return failed("Database", explain(error))
    return well("Database", "The database can be written.")


def _clock_check() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            skew = abs(float(cursor.fetchone()[0]) - time.time())
    except DatabaseTrouble as error:
        return failed("Clock", explain(error))
    if skew > MOST_SKEW:
        words = f"This machine and the database differ by {skew:.0f} seconds."
        return wrong("Clock", words, "Set both clocks, best by NTP.")
    return well("Clock", "This machine and the database agree on the time.")

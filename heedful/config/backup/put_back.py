"""Put a backup back. What was there before is moved aside, never thrown away."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from heedful.config.backup import postgres
from heedful.config.backup.archive import Manifest, Refused, read_manifest, unpack
from heedful.config.backup.snapshot import SQLITE_FILE, unpack_sqlite
from heedful.config.backup.tables import count_rows, table_names
from heedful.config.schema import bring_up_to_date
from heedful.config.watch.readiness import known_migrations
from heedful.events.instant import now
from heedful.switchboard.deliver import recover
from heedful.switchboard.models import Delivery

FILES = ("heedful.sqlite3", "heedful.sqlite3-wal", "heedful.sqlite3-shm", "blobs", "keys")
TELLING = ("team_person", "team_brand", "switchboard_rawmessage", "interactions_interaction")


@dataclass(frozen=True, slots=True)
class PutBack:
    """What was put back, where the former things went, and how many replies may have left since the backup."""

    manifest: Manifest
    files: int
    aside: Path
    in_doubt: int


def check(archive: Path) -> tuple[Manifest, int]:
    """Read the whole archive and compare every checksum; nothing is touched."""
    manifest = read_manifest(archive)
    return manifest, unpack(archive, None)


def put_back(archive: Path, *, put_aside: bool) -> PutBack:
    """Check, unpack beside the data, then change places. The house must not be open."""
    manifest = read_manifest(archive)
    _refuse_what_does_not_fit(manifest, put_aside=put_aside)
    stamp = f"{datetime.now(tz=UTC):%Y%m%d-%H%M%S}"
    data: Path = settings.DATA
    staged, aside = data / f".restoring-{stamp}", data / f"before-restore-{stamp}"
    staged.mkdir(parents=True, mode=0o700)
    try:
        files = unpack(archive, staged)
        _fill_database(manifest, staged, stamp)
        _change_places(data, staged, aside)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    bring_up_to_date()
    return PutBack(manifest, files, aside, doubt_what_was_waiting())


def doubt_what_was_waiting() -> int:
    """A reply that waited when the backup was taken may have left since: a person decides, it is not sent again."""
    with transaction.atomic():
        due = Delivery.objects.filter(state=Delivery.State.QUEUED, send_at__lte=now())
        due.update(state=Delivery.State.SENDING, claimed_by="before the restore", claimed_at=0)
        return recover(only_process=True)


def _refuse_what_does_not_fit(manifest: Manifest, *, put_aside: bool) -> None:
    if manifest.vendor != connection.vendor:
        raise Refused(
            f"This backup is of a desk on {_said(manifest.vendor)}, and this desk is on {_said(connection.vendor)}. "
            "Restore it on the same kind; `heedful move-to-postgresql` moves it afterwards."
        )
    unknown = [name for app, name in manifest.migrations if (app, name) not in known_migrations()]
    if unknown:
        raise Refused(f"This backup was made by version {manifest.version}, which is newer. Install that one first.")
    held = _what_is_here()
    if held and not put_aside:
        listed = ", ".join(f"{number} in {name}" for name, number in held.items())
        raise Refused(f"There is a desk here already ({listed}). With --put-aside it is kept beside the restored one.")


def _said(vendor: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(vendor, vendor)


def _what_is_here() -> dict[str, int]:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return {}
    names = set(table_names())
    return {name: number for name, number in count_rows([one for one in TELLING if one in names]).items() if number}


def _fill_database(manifest: Manifest, staged: Path, stamp: str) -> None:
    """On PostgreSQL all happens in the database, before any file moves; on SQLite the file itself moves."""
    if connection.vendor == "postgresql":
        postgres.put_aside(f"before_restore_{stamp.replace('-', '_')}")
        postgres.fill(manifest, staged / "database")
        return
    unpack_sqlite(staged / "database" / SQLITE_FILE, staged / "heedful.sqlite3")
    with sqlite3.connect(staged / "heedful.sqlite3") as link:
        found = {
            name: link.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 (names we wrote ourselves)
            for name in manifest.counts
        }
    link.close()
    compare(manifest.counts, found)


def compare(wanted: dict[str, int], found: dict[str, int]) -> None:
    """Refuse when any table has another number of rows than it should."""
    wrong = [
        f"{name}: {found.get(name, 0)} of {number}" for name, number in wanted.items() if found.get(name) != number
    ]
    if wrong:
        raise Refused(f"Not every row came through: {', '.join(wrong[:5])}. Nothing was changed.")


def _change_places(data: Path, staged: Path, aside: Path) -> None:
    connection.close()
    aside.mkdir(mode=0o700)
    for name in FILES:
        if (data / name).exists():
            (data / name).rename(aside / name)
    for name in FILES:
        if (staged / name).exists():
            (staged / name).rename(data / name)
    (data / "blobs").mkdir(exist_ok=True)

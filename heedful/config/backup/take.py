"""Take a backup while the desk is open."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from heedful.blobs.hold import held
from heedful.config.backup.archive import Manifest, Refused, Writer, unpack
from heedful.config.backup.snapshot import blob_folder, frozen
from heedful.config.backup.tables import named_digests

PATTERN = "heedful-[0-9]*-[0-9]*.tar"


@dataclass(frozen=True, slots=True)
class Taken:
    """The finished file. `missing`: blobs that rows name and the folder does not hold."""

    path: Path
    manifest: Manifest
    blobs: int
    missing: int
    size: int


def take(where: Path, *, progress: Callable[[int], None] = lambda _: None) -> Taken:
    """Write one archive and read it back once. A file that is there already is never written over."""
    path = _target(where)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".heedful-backup-") as name, held():
        folder = Path(name)
        (folder / "database").mkdir()
        with frozen(folder / "database") as manifest:
            missing = sum(not _path_of(digest).exists() for digest in set(named_digests()))
        partial = folder / "archive"
        blobs = _write(partial, folder / "database", manifest, progress)
        unpack(partial, None)
        os.link(partial, path)  # unlike a rename this refuses when somebody else made the file meanwhile
        _sync(path.parent)
    return Taken(path, manifest, blobs, missing, path.stat().st_size)


def forget_old(folder: Path, keep: int) -> list[Path]:
    """Take away all but the newest `keep` of the backups in a folder; returns those that went."""
    found = sorted(folder.glob(PATTERN))
    gone = found[:-keep] if keep > 0 else []
    for path in gone:
        path.unlink()
    return gone


def _target(where: Path) -> Path:
    if where.is_dir():
        where = where / f"heedful-{datetime.now(tz=UTC):%Y%m%d-%H%M%S}.tar"
    if where.exists():
        raise Refused(f"{where} is there already. Choose another name, or give a folder.")
    if not where.parent.is_dir():
        raise Refused(f"There is no folder {where.parent}.")
    if where.resolve().is_relative_to(blob_folder()):
        raise Refused("A backup inside the folder for mail would back up itself. Choose another place.")
    return where


def _write(path: Path, database: Path, manifest: Manifest, progress: Callable[[int], None]) -> int:
    writer = Writer(path)
    try:
        writer.add_manifest(manifest)
        for file in sorted(database.iterdir()):
            writer.add_file(f"database/{file.name}", file)
        for key in sorted((settings.DATA / "keys").iterdir()):
            writer.add_file(f"keys/{key.name}", key)
        number = 0
        for number, blob in enumerate(_blobs(), 1):
            writer.add_file(f"blobs/{blob.parent.name}/{blob.name}", blob)
            progress(number)
        writer.close()
    finally:
        writer.abandon()
    return number


def _blobs() -> Iterator[Path]:
    """Those of this moment or later: a blob is there before its row, so none that the database names is left out."""
    folder = blob_folder()
    for part in sorted(folder.iterdir()) if folder.exists() else ():
        if len(part.name) == 2 and part.is_dir():
            yield from sorted(path for path in part.iterdir() if path.suffix == ".zst" and path.name[0] != ".")


def _path_of(digest: str) -> Path:
    return blob_folder() / digest[:2] / f"{digest[2:]}.zst"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The file of a backup: a plain tar whose first member says what it holds and whose last holds every checksum.

Anybody can open it with `tar` and `sha256sum -c checksums.txt`, also when this program is gone.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

FORMAT = 1
MANIFEST, CHECKSUMS = "manifest.json", "checksums.txt"
NAMES = re.compile(r"database/[a-z0-9_.]{1,120}\.zst|blobs/[0-9a-f]{2}/[0-9a-f]{62}\.zst|keys/[a-z0-9_.-]{1,60}")
PIECE = 1 << 20


class Refused(Exception):
    """It cannot be done; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `columns` is filled on PostgreSQL only, where each table is a file of its own."""

    version: str
    vendor: str
    taken_at: int
    migrations: list[tuple[str, str]]
    counts: dict[str, int]
    columns: dict[str, list[str]] = field(default_factory=dict)
    format: int = FORMAT


class Writer:
    """Writes members one after another, remembering the checksum of each."""

    def __init__(self, path: Path) -> None:
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._tar = tarfile.open(fileobj=self._file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 (closed below)
        self._sums: list[str] = []

    def add_manifest(self, manifest: Manifest) -> None:
        self._add_bytes(MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True).encode())

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as source:
            self._add(name, source, os.fstat(source.fileno()).st_size)

    def close(self) -> None:
        """Write the checksums last: an archive without them was cut off."""
        sums = "".join(self._sums).encode()
        self._add_bytes(CHECKSUMS, sums)
        self._tar.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        self._file.close()

    def _add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, io.BytesIO(content), len(content))

    def _add(self, name: str, source: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        hashing = Hashing(source)
        self._tar.addfile(member, hashing)
        self._sums.append(f"{hashing.hexdigest()}  {name}\n")


class Hashing:
    """A reader that takes the checksum of what passes through it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._sum = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self._sum.update(piece)
        return piece

    def hexdigest(self) -> str:
        return self._sum.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """What the archive says of itself."""
    try:
        with tarfile.open(path, "r:") as tar:
            first = tar.next()
            content = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
            if content is None:
                raise Refused(f"{path} is not a backup of this program.")
            told: dict[str, Any] = json.load(content)
    except (tarfile.TarError, ValueError, OSError) as error:
        raise Refused(f"{path} cannot be read as a backup ({type(error).__name__}).") from error
    if told.get("format") != FORMAT:
        raise Refused(f"{path} was made by a newer version of this program. Install that version first.")
    try:
        told["migrations"] = [(app, name) for app, name in told["migrations"]]
        return Manifest(**told)
    except (TypeError, KeyError, ValueError) as error:
        raise Refused(f"{path} does not say properly what it holds.") from error


def unpack(path: Path, folder: Path | None) -> int:
    """Check every member against its checksum, writing it below `folder` when there is one; returns how many."""
    try:
        with tarfile.open(path, "r:") as tar:
            found, listed = _read(tar, folder)
    except (tarfile.TarError, OSError) as error:
        raise Refused(f"{path} is damaged or cut off ({type(error).__name__}).") from error
    _compare(found, listed, path)
    return len(found)


def _read(tar: tarfile.TarFile, folder: Path | None) -> tuple[dict[str, str], dict[str, str] | None]:
    """The checksum of each member, and those that the end of the archive lists; None without an end."""
    found: dict[str, str] = {}
    for member, content in _members(tar):
        if member.name == CHECKSUMS:
            return found, _listed(content.read())
        found[member.name] = _copy(content, folder / member.name if folder else None)
    return found, None


def _members(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    while (member := tar.next()) is not None:
        content = tar.extractfile(member) if member.isreg() else None
        if content is None or not (member.name in {MANIFEST, CHECKSUMS} or NAMES.fullmatch(member.name)):
            raise Refused("It holds something that no backup of this program holds. Nothing was touched.")
        yield member, content
        tar.members = []  # type: ignore[attr-defined]  # a million members would be remembered otherwise


def _copy(content: IO[bytes], target: Path | None) -> str:
    hashing = Hashing(content)
    if target is None:
        while hashing.read(PIECE):
            pass
        return hashing.hexdigest()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := hashing.read(PIECE):
            file.write(piece)
    return hashing.hexdigest()


def _listed(content: bytes) -> dict[str, str]:
    lines = (line.partition("  ") for line in content.decode("ascii", "replace").splitlines())
    return {name: checksum for checksum, _, name in lines}


def _compare(found: dict[str, str], listed: dict[str, str] | None, path: Path) -> None:
    if listed is None:
        raise Refused(f"{path} is cut off: its end is missing. Take another one.")
    wrong = sorted(name for name in found.keys() | listed.keys() if found.get(name) != listed.get(name))
    if wrong:
        raise Refused(f"{path} is damaged: {len(wrong)} of its files differ from their checksum, {wrong[0]} first.")

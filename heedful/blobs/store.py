"""Raw mail and attachments in a folder: named by their SHA-256, compressed, written before any row that names them."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import zstandard
from django.conf import settings

LEVEL = 3
AT_ONCE = 16  # file systems commit many waiting fsyncs together, so a batch waits about as long as one file


class BlobMissing(Exception):
    """A row names a blob that the folder does not hold; restore it from the backup."""


def put_blob(content: bytes) -> str:
    """Keep `content` durably and return its digest. Storing the same bytes again costs one stat."""
    return put_blobs([content])[0]


def put_blobs(contents: Iterable[bytes]) -> list[str]:
    """Keep several at once; when this returns, all of them survive a power cut."""
    digests = [(hashlib.sha256(content).hexdigest(), content) for content in contents]
    new = {_path(digest): content for digest, content in digests if not _is_kept(_path(digest))}
    if len(new) == 1:
        _write(*next(iter(new.items())))
    elif new:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(_write, new.keys(), new.values()))
    return [digest for digest, _ in digests]


def get_blob(digest: str) -> bytes:
    """The bytes behind a digest; raises BlobMissing when the folder does not hold them."""
    try:
        packed = _path(digest).read_bytes()
    except FileNotFoundError as error:
        raise BlobMissing(f"The stored file {digest[:12]} is missing from the blob folder.") from error
    return zstandard.ZstdDecompressor().decompress(packed)


def remove_blob(digest: str, *, untouched_for: float) -> bool:
    """Take a blob away unless somebody stored the same bytes within the last seconds; says whether it is gone.

    It is moved first and looked at again: whoever stores it meanwhile either finds it touched here or writes it anew.
    """
    path, aside = _path(digest), _path(digest).with_suffix(".gone")
    newest = time.time() - untouched_for
    try:
        if path.stat().st_mtime > newest:
            return False
        path.replace(aside)
        if aside.stat().st_mtime > newest:
            aside.replace(path)
            return False
        aside.unlink()
    except FileNotFoundError:
        return True
    return True


def _is_kept(path: Path) -> bool:
    """Touched while we look, so that nobody takes it away before our row names it."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _path(digest: str) -> Path:
    folder: Path = settings.DATA / "blobs"
    return folder / digest[:2] / f"{digest[2:]}.zst"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(zstandard.ZstdCompressor(level=LEVEL).compress(content))
            file.flush()
            os.fsync(file.fileno())
        Path(partial).replace(path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable: without this a power cut can lose a fully written file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Raw mail and attachments in a folder: named by their SHA-256, compressed, written before any row that names them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import zstandard
from django.conf import settings

LEVEL = 3


class BlobMissing(Exception):
    """A row names a blob that the folder does not hold; restore it from the backup."""


def put_blob(content: bytes) -> str:
    """Keep `content` durably and return its digest. Storing the same bytes again costs one stat."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists():
        _write(path, zstandard.ZstdCompressor(level=LEVEL).compress(content))
    return digest


def get_blob(digest: str) -> bytes:
    """The bytes behind a digest; raises BlobMissing when the folder does not hold them."""
    try:
        packed = _path(digest).read_bytes()
    except FileNotFoundError as error:
        raise BlobMissing(f"The stored file {digest[:12]} is missing from the blob folder.") from error
    return zstandard.ZstdDecompressor().decompress(packed)


def _path(digest: str) -> Path:
    folder: Path = settings.DATA / "blobs"
    return folder / digest[:2] / f"{digest[2:]}.zst"


def _write(path: Path, packed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(packed)
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

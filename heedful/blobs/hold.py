"""While a backup copies the blobs nobody may take one away: rows of the copied database still name it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

NAME = "blobs.hold"


@contextmanager
def held() -> Iterator[None]:
    """No blob goes while this lasts; several may hold at once. It ends with the process, however that ends."""
    with _open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def taking_away() -> Iterator[bool]:
    """Whether blobs may be taken away just now; while this lasts no backup begins to copy."""
    with _open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def _open() -> IO[str]:
    folder: Path = settings.DATA
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / NAME).open("a")

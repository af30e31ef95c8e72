"""Static files are hashed and compressed once per version, not at each start: that saves half a second."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".laid-out"


def lay_out_static_files() -> bool:
    """Collect them when any has changed since the last time; says whether it did."""
    stamp: Path = settings.STATIC_ROOT / STAMP
    fingerprint = _fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def _fingerprint() -> str:
    """Of the names, sizes and times of all source files."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seen.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()

"""Whether this process can do its work: the database, its tables, the blob folder, the background threads.

The words go to strangers too, so they name no path, no host and nothing that an exception said.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from heedful.config.watch.pulse import pulse


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that must be well. `words` say what is not."""

    name: str
    words: str = ""

    @property
    def is_well(self) -> bool:
        return not self.words


def examine() -> list[Part]:
    """Look at everything; never raises. The thread's database connection is given back."""
    try:
        database, migrations = _database()
    finally:
        connection.close()
    return [database, migrations, _blobs(), *(Part(name, words) for name, words in pulse.feel().items())]


def _database() -> tuple[Part, Part]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
    except DatabaseTrouble:
        if _is_there():
            return Part("database"), Part("migrations", "the tables have not been made")
        return Part("database", "does not answer"), Part("migrations", "unknown while the database does not answer")
    return Part("database"), Part("migrations", _compare(applied, known_migrations()))


def _is_there() -> bool:
    try:
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseTrouble:
        return False
    return True


def _compare(applied: set[tuple[str, str]], known: frozenset[tuple[str, str]]) -> str:
    ours = {app for app, _ in known}
    if known - applied:
        return "the database is older than this program"
    if {(app, name) for app, name in applied if app in ours} - known:
        return "the database is newer than this program"
    return ""


@lru_cache(maxsize=1)
def known_migrations() -> frozenset[tuple[str, str]]:
    """Those that this program brings, read from its files once."""
    return frozenset((str(app), str(name)) for app, name in MigrationLoader(None).disk_migrations)


def _blobs() -> Part:
    folder: Path = settings.DATA / "blobs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".probe-") as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError:
        return Part("blobs", "cannot be written")
    return Part("blobs")

"""The database at one moment, as files: SQLite by its own backup, PostgreSQL by COPY in one frozen transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import zstandard
from django.conf import settings
from django.db import connection, transaction

from heedful import __version__
from heedful.config.backup.archive import Manifest, Refused
from heedful.config.backup.tables import applied_migrations, count_rows, table_names
from heedful.events.instant import now

SQLITE_FILE = "heedful.sqlite3.zst"
LEVEL = 3


@contextmanager
def frozen(folder: Path) -> Iterator[Manifest]:
    """Fill `folder` with the files; while it lasts, Django's connection sees that very moment."""
    if connection.vendor == "sqlite":
        with _frozen_sqlite(folder):
            yield _manifest({})
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield _manifest(_copy_out(folder))


@contextmanager
def _frozen_sqlite(folder: Path) -> Iterator[None]:
    copy = folder / "heedful.sqlite3"
    original = connection.settings_dict["NAME"]
    with sqlite3.connect(original) as source, sqlite3.connect(copy) as target:
        source.backup(target)  # all pages at once: writers go on in the log beside the file
        target.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        said = target.execute("PRAGMA quick_check").fetchone()[0]
    source.close()
    target.close()
    if said != "ok":
        raise Refused(f"The database is damaged ({said}). Restore the last good backup.")
    connection.close()
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
    _pack(copy, folder / SQLITE_FILE)
    copy.unlink()


def _pack(source: Path, target: Path) -> None:
    with source.open("rb") as plain, target.open("wb") as packed:
        zstandard.ZstdCompressor(level=LEVEL).copy_stream(plain, packed)


def unpack_sqlite(source: Path, target: Path) -> None:
    """The opposite of packing."""
    with source.open("rb") as packed, target.open("wb") as plain:
        zstandard.ZstdDecompressor().copy_stream(packed, plain)


def _manifest(columns: dict[str, list[str]]) -> Manifest:
    return Manifest(
        version=__version__,
        vendor=connection.vendor,
        taken_at=now(),
        migrations=applied_migrations(),
        counts=count_rows(table_names()),
        columns=columns,
    )


def _copy_out(folder: Path) -> dict[str, list[str]]:
    columns = {name: written_columns(name) for name in table_names()}
    for name, names in columns.items():
        _copy_table(name, names, folder / f"{name}.zst")
    return columns


def written_columns(table: str) -> list[str]:
    """The columns that somebody writes; the database makes the others itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]


def _copy_table(table: str, columns: list[str], path: Path) -> None:
    with (
        path.open("wb") as file,
        zstandard.ZstdCompressor(level=LEVEL).stream_writer(file) as packed,
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY {copied(table, columns)} TO STDOUT") as rows,
    ):
        for piece in rows:
            packed.write(piece)


def copied(table: str, columns: list[str]) -> str:
    """`"table" ("column", …)`, as COPY wants it."""
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(quote(name) for name in columns)})"


def blob_folder() -> Path:
    folder: Path = settings.DATA / "blobs"
    return folder

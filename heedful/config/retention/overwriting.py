"""What was deleted is not left lying in the files of SQLite. PostgreSQL tidies up by itself (autovacuum)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

PAGES = 200  # of the search index that one step merges; between the steps others may write
MERGE = "INSERT INTO interactions_search(interactions_search, rank) VALUES ('merge', %s)"
ENOUGH = 2  # rows that a merge changes when it has nothing to do


@contextmanager
def overwriting() -> Iterator[None]:
    """While this lasts the places of deleted rows are filled with zeros. Enter it before the transaction."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA secure_delete = OFF")


def tidy_up() -> None:
    """Let the search index forget the words of deleted rows: it keeps them until its parts are merged."""
    if connection.vendor != "sqlite":
        return
    with overwriting(), connection.cursor() as cursor:
        pages = -PAGES  # the first step says that all parts are meant
        while _changes(cursor, pages) >= ENOUGH:
            pages = PAGES
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _changes(cursor: object, pages: int) -> int:
    before = _total(cursor)
    cursor.execute(MERGE, [pages])  # type: ignore[attr-defined]
    return _total(cursor) - before


def _total(cursor: object) -> int:
    cursor.execute("SELECT total_changes()")  # type: ignore[attr-defined]
    return int(cursor.fetchone()[0])  # type: ignore[attr-defined]

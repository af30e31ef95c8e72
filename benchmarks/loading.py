"""Put many rows into a database as quickly as it takes them: indexes are laid again at the end, by the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

SEARCH_SQLITE = "interactions_search_insert"
FILL_SEARCH = "INSERT INTO interactions_search(interactions_search) VALUES ('rebuild')"
INDEXES_POSTGRES = """SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid WHERE t.relname = ANY(%s) AND NOT i.indisprimary
    AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)"""


@contextmanager
def loading(tables: list[str]) -> Iterator[None]:
    """Rows may be put into these tables; afterwards all is as the product made it, with figures for the planner."""
    begin, end = (_begin_postgres, _end_postgres) if connection.vendor == "postgresql" else (_begin_sqlite, _end_sqlite)
    laid = begin(tables)
    yield
    end(tables, laid)


def put(table: str, columns: list[str], rows: list[list[Any]]) -> None:
    """Rows as the database has them, JSON as text, keys and all."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({names}) FROM STDIN", rows)
        else:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", rows)


def _copy(cursor: Any, statement: str, rows: list[list[Any]]) -> None:
    with cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def newest_id(table: str) -> int:
    return int(_all(f"SELECT COALESCE(MAX(id), 0) FROM {table}")[0][0])


def _begin_sqlite(tables: list[str]) -> list[tuple[str, str]]:
    for pragma in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-400000"):
        _run(f"PRAGMA {pragma}")
    marks = ", ".join(["%s"] * len(tables))
    wanted = f"type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%%' AND tbl_name IN ({marks})"
    laid = _all(f"SELECT name, sql FROM sqlite_master WHERE {wanted}", tables)
    for name, _ in laid:
        _run(f"DROP INDEX {name}")
    trigger = _all("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [SEARCH_SQLITE])
    _run(f"DROP TRIGGER {SEARCH_SQLITE}")
    return laid + trigger


def _end_sqlite(_tables: list[str], laid: list[tuple[str, str]]) -> None:
    _run(FILL_SEARCH)
    for _, sql in laid:
        _run(sql)
    _run("ANALYZE")
    _run("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _begin_postgres(tables: list[str]) -> list[tuple[str, str]]:
    """Keys to other tables are right by making; checking each of them is half of the time."""
    for setting in ("session_replication_role = replica", "synchronous_commit = off", "maintenance_work_mem = '1GB'"):
        _run(f"SET {setting}")
    laid = _all(INDEXES_POSTGRES, [tables])
    for name, _ in laid:
        _run(f'DROP INDEX "{name}"')
    return laid


def _end_postgres(tables: list[str], laid: list[tuple[str, str]]) -> None:
    for _, sql in laid:
        _run(sql)
    for table in tables:
        if table != "interactions_terms":
            _run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT COALESCE(MAX(id), 1) FROM {table}))")
    _run("VACUUM ANALYZE")
    connection.close()


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _all(statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())

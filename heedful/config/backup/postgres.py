"""The PostgreSQL side of putting a backup back: the old tables into a schema of their own, the new ones by COPY."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import zstandard
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from heedful.config.backup.archive import Manifest, Refused
from heedful.config.backup.snapshot import copied
from heedful.config.backup.tables import count_rows
from heedful.config.schema import lay_tables
from heedful.config.watch.readiness import known_migrations

PIECE = 1 << 20
OWN_FUNCTIONS = """SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = current_schema() AND NOT EXISTS
    (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"


def put_aside(schema: str) -> int:
    """Move every table and function of ours into another schema; returns how many tables there were."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _column(cursor, TABLES)
        functions = _column(cursor, OWN_FUNCTIONS)
        if not tables:
            return 0
        cursor.execute(f"CREATE SCHEMA {quote(schema)}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {quote(table)} SET SCHEMA {quote(schema)}")
        for function in functions:
            cursor.execute(f"ALTER FUNCTION {function} SET SCHEMA {quote(schema)}")
    return len(tables)


def fill(manifest: Manifest, folder: Path) -> None:
    """Make the tables as they were, bring the rows in, count them. All of it or nothing of the rows."""
    make_tables(manifest.migrations)
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in manifest.columns:
                cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} DISABLE TRIGGER USER")
                cursor.execute(f"TRUNCATE {connection.ops.quote_name(table)} CASCADE")
        for table, columns in manifest.columns.items():
            _copy_in(table, columns, folder / f"{table}.zst")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # checked now: pending checks forbid ALTER TABLE
            for table in manifest.columns:
                cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")
        set_sequences(list(manifest.columns))
        found = count_rows(list(manifest.columns))
        wrong = [name for name, number in manifest.counts.items() if found.get(name) != number]
        if wrong:
            raise Refused(f"Not every row came through: {', '.join(wrong[:5])}. The tables stay empty; start again.")


def make_tables(migrations: list[tuple[str, str]]) -> None:
    """Bring an empty database to where another one was: no further than its last migrations."""
    if set(migrations) >= known_migrations() and lay_tables():
        return
    executor = MigrationExecutor(connection)
    graph, wanted = executor.loader.graph, set(migrations)
    known = [key for key in graph.nodes if key in wanted]
    last = [key for key in known if not any(child.key in wanted for child in graph.node_map[key].children)]
    executor.migrate(sorted(last))


def set_sequences(tables: list[str], connection: BaseDatabaseWrapper = connection) -> None:
    """The next row gets the next number."""
    with connection.cursor() as cursor:
        for table in tables:
            for column in connection.introspection.get_sequences(cursor, table):
                key, name = connection.ops.quote_name(column["column"]), connection.ops.quote_name(table)
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence(%s, %s), COALESCE(max({key}), 0) + 1, false) FROM {name}",  # noqa: S608
                    [name, column["column"]],
                )


def _copy_in(table: str, columns: list[str], path: Path) -> None:
    with (
        path.open("rb") as packed,
        zstandard.ZstdDecompressor().stream_reader(packed) as plain,
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY {copied(table, columns)} FROM STDIN") as rows,
    ):
        while piece := plain.read(PIECE):
            rows.write(piece)


def _column(cursor: Any, query: str) -> list[str]:
    cursor.execute(query)
    return [value for (value,) in cursor.fetchall()]

"""Move a desk from SQLite to PostgreSQL: every row in one transaction, then both sides are read and compared.

The SQLite file is only read. When anything is wrong, the other side stays empty and the move can be begun again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlparse

import psycopg
from django.apps import apps
from django.db import Error as DatabaseTrouble
from django.db import connection, connections, transaction
from django.db.models import Model

from heedful.config.backup.archive import Refused
from heedful.config.backup.fingerprint import Fingerprint, fingerprint, without_nul
from heedful.config.backup.postgres import set_sequences
from heedful.config.backup.tables import table_names
from heedful.config.settings import postgres
from heedful.config.watch.readiness import examine

ALIAS = "moved_to"
NOT_MOVED = {"django_migrations"}  # the other side has made its own tables
ROWS = 2000
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of each table came through, and in how many texts a NUL was replaced."""

    counts: dict[str, int]
    mended: int


def move(url: str, progress: Progress = lambda *_: None) -> Moved:
    """Fill the PostgreSQL database behind `url` with all that is here. The house must not be open."""
    _look_at_source(url)
    _connect(url)
    try:
        _make_tables(url)
        with transaction.atomic(using=ALIAS):
            moved = _copy_all(progress)
            progress("comparing", 0)
            _compare(moved)
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("ANALYZE")
    except (DatabaseTrouble, psycopg.Error) as error:
        raise Refused(
            f"PostgreSQL refused ({_first_line(error)}). Nothing was moved; the desk here is untouched."
        ) from error
    finally:
        connections[ALIAS].close()
    return moved


def _look_at_source(url: str) -> None:
    if connection.vendor != "sqlite":
        raise Refused(
            "This desk is on PostgreSQL already: HEEDFUL_DATABASE_URL is set. Unset it to move the SQLite one."
        )
    if urlparse(url).scheme not in {"postgresql", "postgres"}:
        raise Refused("Give the address of the new database: postgresql://user:password@host:5432/name")
    unwell = [part for part in examine() if part.name in {"database", "migrations"} and not part.is_well]
    if unwell:
        raise Refused(f"This desk cannot be moved as it is: {unwell[0].words}. Run `heedful migrate` first.")


def _connect(url: str) -> None:
    connections.settings[ALIAS] = {**connections.settings["default"], **postgres(url), "CONN_MAX_AGE": 0}
    try:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("SET TIME ZONE 'UTC'")
            names = set(connections[ALIAS].introspection.table_names(cursor))
        taken = any(_holds_rows(name) for name in ("team_person", "team_brand", "events_event") if name in names)
    except DatabaseTrouble as error:
        raise Refused(f"That database cannot be reached: {_first_line(error)}.") from error
    if taken:
        raise Refused("There is a desk in that database already. Give an empty one.")


def _make_tables(url: str) -> None:
    """In a process of its own, so that every migration sees the new database as the only one."""
    done = subprocess.run(
        [sys.executable, "-m", "heedful", "migrate"], env={**os.environ, "HEEDFUL_DATABASE_URL": url},
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        raise Refused(f"The tables could not be made: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")


def _copy_all(progress: Progress) -> Moved:
    target = connections[ALIAS]
    with target.cursor() as cursor:
        there = set(target.introspection.table_names(cursor))
        shared = [name for name in table_names() if name in there and name not in NOT_MOVED]
        cursor.execute(f"TRUNCATE {', '.join(map(target.ops.quote_name, shared))} CASCADE")
    ours = _models()
    counts, mended = {}, 0
    for name in sorted(shared, key=lambda one: one not in ours):  # what triggers fill comes after what they stand on
        if name not in ours and _holds_rows(name):
            continue
        counts[name], more = _copy(name)
        mended += more
        progress(name, counts[name])
    with target.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    set_sequences(list(counts), target)
    return Moved(counts, mended)


def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}  # noqa: SLF001 (Django's way)


def _holds_rows(name: str) -> bool:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})")  # noqa: S608 (as below)
        return bool(cursor.fetchone()[0])


def _copy(table: str) -> tuple[int, int]:
    """Stream one table; returns its rows, and how many of their texts held a NUL, which PostgreSQL cannot keep."""
    types = _columns(table)
    columns, is_json = list(types), [kind == "jsonb" for kind in types.values()]
    listed = ", ".join(map(connection.ops.quote_name, columns))
    name = connection.ops.quote_name(table)
    copied = mended = 0
    target = connections[ALIAS]
    target.ensure_connection()
    with (
        connection.cursor() as source,
        target.connection.cursor() as cursor,
        cursor.copy(f"COPY {name} ({listed}) FROM STDIN") as rows,
    ):
        source.execute(f"SELECT {listed} FROM {name}")  # noqa: S608 (names of our own tables)
        while batch := source.fetchmany(ROWS):
            for row in batch:
                values = [without_nul(value, is_json=one) for value, one in zip(row, is_json, strict=True)]
                mended += sum(new is not old for new, old in zip(values, row, strict=True))
                rows.write_row(values)
            copied += len(batch)
    return copied, mended


def _columns(table: str) -> dict[str, str]:
    """The columns and their types over there; a column that only one side has means two versions."""
    with connection.cursor() as cursor:
        here = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
        there: dict[str, str] = dict(cursor.fetchall())
    if here != there.keys():
        odd = ", ".join(sorted(here ^ there.keys()))
        raise Refused(f"The table {table} differs between the two databases ({odd}). Nothing was moved.")
    return there


def _compare(moved: Moved) -> None:
    for table, model in _models().items():
        if table not in moved.counts:
            continue
        here, there = fingerprint(model, "default"), fingerprint(model, ALIAS)
        if here != there or here.rows != moved.counts[table]:
            raise Refused(f"{_said(table, here, there)} Nothing was moved; the desk here is untouched.")


def _said(table: str, here: Fingerprint, there: Fingerprint) -> str:
    if here.rows != there.rows:
        return f"Of {here.rows} rows in {table} {there.rows} came through."
    return f"The rows in {table} did not come through as they were."


def _first_line(error: Any) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]

"""Builds the database of an earlier release, with as many messages as a desk has after some years."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from heedful.config.backup.postgres import make_tables, set_sequences
from heedful.config.backup.tables import count_rows

FOLDER = Path(__file__).parent
STEP = 1_000_000  # further from each other than any number in the dump


def load(release: str, *, times: int) -> dict[str, int]:
    """Make the tables as they were then and fill them; every message stands there `times` times."""
    told: dict[str, Any] = json.loads(gzip.decompress((FOLDER / f"{release}.json.gz").read_bytes()))
    make_tables([(app, name) for app, name in told["migrations"]])
    with transaction.atomic():
        _empty(list(told["tables"]))
        for name, table in told["tables"].items():
            if name != "django_migrations":
                _fill(name, table["columns"], table["rows"])
        for number in range(1, times):
            _repeat(told["tables"]["interactions_interaction"]["columns"], number)
    if connection.vendor == "postgresql":
        set_sequences(list(told["tables"]))
    return count_rows(sorted(told["tables"]))


def _empty(names: list[str]) -> None:
    """Of what the migrations themselves wrote; which of them were applied stays written down."""
    found = [f'"{name}"' for name in names if name != "django_migrations"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys=ON")
            for name in found:
                cursor.execute(f"DELETE FROM {name}")
        else:
            cursor.execute(f"TRUNCATE {', '.join(found)} CASCADE")


def _fill(name: str, columns: list[str], rows: list[list[Any]]) -> None:
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{name}" ({quoted}) VALUES ({marks})', rows)
            return
        with connection.connection.cursor() as raw, raw.copy(f'COPY "{name}" ({quoted}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)


def _repeat(columns: list[str], number: int) -> None:
    """The same messages once more, under numbers of their own."""
    changed = {
        "id": f"id + {number * STEP}",
        "sort_key": f"sort_key + {number << 20}",
        "dedup_key": "NULL",
        "external_id": "''",
        "settled_by_id": "NULL",
    }
    listed = ", ".join(f'"{column}"' for column in columns)
    chosen = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO interactions_interaction ({listed}) SELECT {chosen} FROM interactions_interaction WHERE id < {STEP}"
        )

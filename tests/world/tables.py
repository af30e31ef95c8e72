"""What tables, indexes, constraints and triggers a database has, as sorted lines that two databases can be held by."""

from __future__ import annotations

import re

from django.db import connection

IN_POSTGRESQL = (
    """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, collation_name,
        is_identity, generation_expression FROM information_schema.columns WHERE table_schema = 'public'""",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "SELECT tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
)
LIMIT = re.compile(r'CONSTRAINT "\w+" (?:UNIQUE|CHECK) .*?(?=, CONSTRAINT|, "|$)')


def described() -> list[str]:
    """One line for each column, index, foreign key, constraint and trigger; their order in the table does not count."""
    lines = _in_postgresql() if connection.vendor == "postgresql" else _in_sqlite()
    return sorted(line for line in lines if "django_migrations" not in line)


def _in_postgresql() -> list[str]:
    return [" ".join(map(str, row)) for query in IN_POSTGRESQL for row in _rows(query)]


def _in_sqlite() -> list[str]:
    lines = []
    for kind, name, sql in _rows("SELECT type, name, sql FROM sqlite_master"):
        words = " ".join((sql or "").split())
        if kind != "table" or "VIRTUAL" in words:
            lines.append(f"{kind} {name}: {words}")
            continue
        lines += [f"{name}: {row[1:]}" for row in _rows(f"PRAGMA table_info('{name}')")]
        lines += [f"{name} points: {row[2:]}" for row in _rows(f"PRAGMA foreign_key_list('{name}')")]
        lines += [f"{name} holds: {limit}" for limit in LIMIT.findall(words)]
    return lines


def _rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())

"""Makes the file that upgrades are tried from, at each release: a small demo of that very version.

    HEEDFUL_DATA=/tmp/release heedful demo --yes --small 30
    python -m tests.releases.dump /tmp/release/heedful.sqlite3 tests/releases/0.1.0.json.gz

It needs nothing of the product, so it also works on a version that is long gone.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
from pathlib import Path

LEFT_OUT = {"django_session", "heedful_cache", "sqlite_sequence"}
NO_PASSWORD = "!"


def dump(database: Path) -> dict[str, object]:
    """The migrations that were applied, and every row of every table that holds something of its own."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as link:
        migrations = link.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
        tables = {name: _table(link, name) for name in _names(link)}
    return {"migrations": migrations, "tables": tables}


def _names(link: sqlite3.Connection) -> list[str]:
    made = [name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")]
    found = [name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [name for name in found if name not in LEFT_OUT and not name.startswith(tuple(made))]


def _table(link: sqlite3.Connection, name: str) -> dict[str, object]:
    rows = link.execute(f'SELECT * FROM "{name}"')
    columns = [column[0] for column in rows.description]
    hidden = columns.index("password") if "password" in columns else None
    return {"columns": columns, "rows": [_without(row, hidden) for row in rows]}


def _without(row: tuple[object, ...], hidden: int | None) -> list[object]:
    return [NO_PASSWORD if place == hidden else value for place, value in enumerate(row)]


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(gzip.compress(json.dumps(dump(Path(sys.argv[1]))).encode(), 9, mtime=0))

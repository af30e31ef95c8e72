"""Insert rows of the hot tables by one prepared statement each.

Django's `create` builds its SQL anew for every row, which costs more than the insert itself (docs/benchmarks.md).
Same columns, same conversions, no signals (this house has none).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import connection, models


def insert(row: models.Model) -> None:
    """Write a new row and set its key. Constraints are checked by the database, as ever."""
    statement, fields = _prepared(type(row), connection.vendor)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 (what Django's own insert does)


@lru_cache(maxsize=64)
def _prepared(model: type[models.Model], _vendor: str) -> tuple[str, tuple[models.Field[Any, Any], ...]]:
    quote = connection.ops.quote_name
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)  # noqa: SLF001
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))  # noqa: SLF001
    return f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING {key}", fields  # noqa: S608 (names only)

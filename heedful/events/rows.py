"""Insert rows of the hot tables, and read one by its key, by one prepared statement each.

Django builds its SQL anew for every row, which costs more than the insert itself (docs/benchmarks.md).
Same columns, same conversions, no signals (this house has none).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def insert(row: models.Model) -> None:
    """Write a new row and set its key. Constraints are checked by the database, as ever."""
    statement, fields = _prepared(type(row), connection.vendor)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 (what Django's own insert does)


def by_key(model: type[M], key: Any) -> M:
    """The row with this key; raises the model's own DoesNotExist."""
    statement, names, conversions = _reading(model, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        found = cursor.fetchone()
    if found is None:
        raise model.DoesNotExist  # type: ignore[attr-defined]
    values = list(found)
    for place, converters, column in conversions:
        for convert in converters:
            values[place] = convert(values[place], column, connection)
    return model.from_db(connection.alias, names, values)


@lru_cache(maxsize=64)
def _reading(model: type[models.Model], _vendor: str) -> tuple[str, list[str], list[tuple[int, list[Any], Any]]]:
    quote, fields = connection.ops.quote_name, model._meta.concrete_fields  # noqa: SLF001 (Django's own name for it)
    table, key = model._meta.db_table, str(model._meta.pk.column)  # noqa: SLF001
    columns = [field.get_col(table) for field in fields]
    conversions = [
        (place, converters, column)
        for place, column in enumerate(columns)
        if (converters := connection.ops.get_db_converters(column) + column.get_db_converters(connection))
    ]
    names = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"SELECT {names} FROM {quote(table)} WHERE {quote(key)} = %s"  # noqa: S608 (names only)
    return statement, [field.attname for field in fields], conversions


@lru_cache(maxsize=64)
def _prepared(model: type[models.Model], _vendor: str) -> tuple[str, tuple[models.Field[Any, Any], ...]]:
    quote = connection.ops.quote_name
    fields = tuple(field for field in model._meta.concrete_fields if not field.primary_key)  # noqa: SLF001
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))  # noqa: SLF001
    return f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING {key}", fields  # noqa: S608 (names only)

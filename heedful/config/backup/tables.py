"""Which tables there are, what is in them, and what the code calls a digest: the names of blobs."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

SHADOWS = ("", "_config", "_content", "_data", "_docsize", "_idx")  # what SQLite keeps behind a full-text table


def table_names() -> list[str]:
    """Every table that holds something of its own; SQLite's full-text tables are made from the others."""
    with connection.cursor() as cursor:
        found = connection.introspection.table_names(cursor)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%%'")
            made = {name + shadow for (name,) in cursor.fetchall() for shadow in SHADOWS}
            found = [name for name in found if name not in made]
    return sorted(found)


def count_rows(names: list[str]) -> dict[str, int]:
    """How many rows each has."""
    counts = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608 (a table's name)
            counts[name] = int(cursor.fetchone()[0])
    return counts


def applied_migrations() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return [(app, name) for app, name in cursor.fetchall()]


def digest_fields() -> list[models.Field[str, str]]:
    """The columns that name blobs, in whichever room: by our custom they are called `digest`.

    What the room of blobs itself remembers of a content does not keep it.
    """
    kept = (model for model in apps.get_models() if model._meta.app_label != "blobs")  # noqa: SLF001 (Django's way)
    found = (field for model in kept for field in model._meta.concrete_fields)  # noqa: SLF001 (the same)
    return [field for field in found if field.name == "digest" or field.name.endswith("_digest")]


def named_digests() -> Iterator[str]:
    """Every digest that a row names, some more than once."""
    for field in digest_fields():
        rows = field.model._default_manager.exclude(**{field.name: ""})  # noqa: SLF001 (Django's way)
        yield from rows.values_list(field.name, flat=True).iterator(chunk_size=5000)

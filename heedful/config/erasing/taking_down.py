"""Take rows away with everything that hangs on them, in whichever room: a room above joins in by its foreign key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

SLICE = 500


def take_down(model: type[models.Model], ids: Iterable[int], digests: set[str]) -> int:
    """Delete these rows, first what hangs on them. Digests that they named are added to `digests`.

    A key that may be empty and is set to nothing on deletion is only emptied: that row is somebody else's.
    """
    gone = 0
    for part in _slices(sorted(ids)):
        rows = model._default_manager.filter(pk__in=part)  # noqa: SLF001 (Django's way)
        _take_children(model, part, digests)
        _note_digests(model, rows, digests)
        gone += rows.count()
        rows._raw_delete(rows.db)  # noqa: SLF001 (what hangs on them is gone; deleting by the collector asks again)
    return gone


def _take_children(model: type[models.Model], ids: list[Any], digests: set[str]) -> None:
    parents = model._default_manager.filter(pk__in=ids)  # noqa: SLF001 (Django's way)
    for relation in _relations(model):
        field, child = relation.field, relation.related_model
        hanging = child._default_manager.filter(**{f"{field.name}__in": parents})  # noqa: SLF001 (the same)
        if relation.on_delete is models.SET_NULL:
            hanging.update(**{field.name: None})
            continue
        if child is model:
            hanging = hanging.exclude(pk__in=ids)
        take_down(child, list(hanging.values_list("pk", flat=True)), digests)


def _relations(model: type[models.Model]) -> list[Any]:
    """Also those that have no name at this end."""
    every = model._meta.get_fields(include_hidden=True)  # noqa: SLF001 (Django's way)
    return [one for one in every if one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one)]


def _note_digests(model: type[models.Model], rows: models.QuerySet[Any], digests: set[str]) -> None:
    for field in model._meta.concrete_fields:  # noqa: SLF001 (Django's way)
        if field.name == "digest" or field.name.endswith("_digest"):
            digests |= set(rows.exclude(**{field.name: ""}).values_list(field.name, flat=True))


def _slices(ids: list[Any]) -> Iterator[list[Any]]:
    return (ids[start : start + SLICE] for start in range(0, len(ids), SLICE))

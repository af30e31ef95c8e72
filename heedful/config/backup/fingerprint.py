"""One checksum for all rows of a table, the same on either database, for comparing what was moved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

NUL, UNREADABLE = "\x00", "\ufffd"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many rows, and the checksum of their values in the order of their keys."""

    rows: int
    checksum: str


def fingerprint(model: type[Model], alias: str) -> Fingerprint:
    """Read every row through Django, which gives both databases' values the same types."""
    seen, number = hashlib.sha256(), 0
    names = [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 (Django's way)
    rows = model._default_manager.using(alias).order_by("pk").values_list(*names)  # noqa: SLF001 (Django's way)
    for row in rows.iterator(chunk_size=2000):
        seen.update(json.dumps([_plain(value) for value in row], sort_keys=True, default=str).encode())
        number += 1
    return Fingerprint(number, seen.hexdigest())


def without_nul(value: Any, *, is_json: bool = False) -> Any:
    """A NUL inside a text, written plainly or as JSON does, becomes the sign for an unreadable character."""
    if not isinstance(value, str):
        return value
    if is_json and "\\u0000" in value:
        return json.dumps(_plain(json.loads(value)))
    return value.replace(NUL, UNREADABLE) if NUL in value else value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {without_nul(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, memoryview | bytes):
        return bytes(value).hex()
    return without_nul(value)

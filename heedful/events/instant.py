"""Instants are integers everywhere: microseconds since 1970-01-01T00:00Z. No text to parse in hot queries."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


_counter = itertools.count(random.getrandbits(20))
_told_at: ContextVar[int | None] = ContextVar("told_at", default=None)


def now() -> int:
    """This moment, in microseconds (or the moment that is being told, see `as_if_at`)."""
    told = _told_at.get()
    return int(time.time() * SECOND) if told is None else told


@contextmanager
def as_if_at(instant: int) -> Iterator[None]:
    """Let actions happen at a past moment: the demo tells its history through the product's own actions."""
    token = _told_at.set(instant)
    try:
        yield
    finally:
        _told_at.reset(token)


def from_datetime(moment: datetime) -> int:
    """An aware datetime as an instant."""
    return int(moment.timestamp() * SECOND)


def to_datetime(instant: int) -> datetime:
    """An instant as an aware datetime in UTC."""
    return datetime.fromtimestamp(instant / SECOND, tz=UTC)


def sort_key(instant: int) -> int:
    """A unique key that sorts by time: 43 bits of milliseconds, then 20 bits of a counter that starts anywhere.

    A counter, not chance: a thousand mails of one archive may bear the same second. The key orders timelines,
    pages them by keyset and is the row id of the search index, so that 'newest first' costs no sort.
    """
    return ((max(instant, 0) // 1000) << 20) | (next(_counter) & 0xFFFFF)


def sort_floor(instant: int) -> int:
    """The smallest sort key of an instant."""
    return (max(instant, 0) // 1000) << 20

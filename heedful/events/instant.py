"""Instants are integers everywhere: microseconds since 1970-01-01T00:00Z. No text to parse in hot queries."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def now() -> int:
    """This moment, in microseconds."""
    return int(time.time() * SECOND)


def from_datetime(moment: datetime) -> int:
    """An aware datetime as an instant."""
    return int(moment.timestamp() * SECOND)


def to_datetime(instant: int) -> datetime:
    """An instant as an aware datetime in UTC."""
    return datetime.fromtimestamp(instant / SECOND, tz=UTC)


def sort_key(instant: int) -> int:
    """A unique key that sorts by time: 43 bits of milliseconds, then 20 random bits.

    It orders timelines, pages them by keyset and is the row id of the search index, so that
    'newest first' costs no sort.
    """
    return ((max(instant, 0) // 1000) << 20) | random.getrandbits(20)  # noqa: S311 (not a secret)


def sort_floor(instant: int) -> int:
    """The smallest sort key of an instant."""
    return (max(instant, 0) // 1000) << 20

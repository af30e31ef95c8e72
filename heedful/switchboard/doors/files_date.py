"""When a mail from a file reached its old mailbox, as far as its own headers tell."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from heedful.events.instant import from_datetime, now

HEADERS_END = re.compile(rb"\r?\n\r?\n")
LONGEST_HEADERS = 100_000
EARLIEST = from_datetime(datetime(1971, 8, 1, tzinfo=UTC))  # the first mail between two machines


def received_at_of(raw: bytes) -> int:
    """The date of the topmost Received line, else of the Date line, else this moment."""
    moment = now()
    lines = _unfolded(raw)
    received = next((line for line in lines if line[:9].lower() == b"received:"), b"")
    dated = next((line for line in lines if line[:5].lower() == b"date:"), b"")
    for text in (received.rpartition(b";")[2] if b";" in received else b"", dated[5:]):
        found = _instant(text)
        if found is not None and EARLIEST <= found <= moment:
            return found
    return moment


def _unfolded(raw: bytes) -> list[bytes]:
    begin = raw[:LONGEST_HEADERS]
    end = HEADERS_END.search(begin)
    block = begin[: end.start()] if end else begin
    return re.sub(rb"\r?\n[ \t]+", b" ", block).splitlines()


def _instant(text: bytes) -> int | None:
    try:
        moment = parsedate_to_datetime(text.decode("ascii", "replace").strip())
        return from_datetime(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None

"""Takes an mbox file apart, line by line, so that a file of any size fits into memory.

The standard library's reader splits at every line that begins with `From `, also inside a mail, and leaves the
quoting of such lines in place; real archives need both right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

LONGEST_READ = 1_000_000
LONGEST_ENVELOPE = 500
WEEKDAY = re.compile(rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", re.IGNORECASE)
TIME = re.compile(rb"\d\d?:\d\d")
YEAR = re.compile(rb"\b(?:19|20)\d\d\b")
HEADER = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|>?From ")
QUOTED = re.compile(rb">+From ")


@dataclass(frozen=True, slots=True)
class Piece:
    """One mail and how many bytes of the file it took. `raw` is None when it was larger than allowed."""

    raw: bytes | None
    size: int


@dataclass(slots=True)
class _Growing:
    """The mail being gathered; it stops growing at the limit, so that a damaged file cannot fill the memory."""

    limit: int
    lines: list[bytes] = field(default_factory=list)
    held: int = 0
    size: int = 0

    def add(self, line: bytes, *, starts: bool) -> None:
        self.size += len(line)
        if self.held <= self.limit:
            # `>From ` was `From ` before the archive was written, `>>From ` was `>From `.
            self.lines.append(line[1:] if starts and QUOTED.match(line) else line)
            self.held += len(line)

    def finish(self) -> Piece:
        raw = b"".join(self.lines)
        for ending in (b"\r\n\r\n", b"\n\n"):
            if raw.endswith(ending):  # the empty line in front of the next mail belongs to the archive
                raw = raw[: -len(ending) // 2]
                break
        return Piece(raw if self.held <= self.limit else None, self.size)


def mails_in(file: BinaryIO, *, largest: int) -> Iterator[Piece]:
    """Every mail of the archive, oldest first as they stand."""
    growing: _Growing | None = None
    starts, after_blank = True, True
    lines = _lines(file)
    for line, following in lines:
        if starts and after_blank and _is_envelope(line, following, is_first=growing is None):
            if growing is not None:
                yield growing.finish()
            growing = _Growing(largest, size=len(line))
        elif growing is not None:
            growing.add(line, starts=starts)
        after_blank = starts and line in {b"\n", b"\r\n"}
        starts = line.endswith(b"\n")
    if growing is not None:
        yield growing.finish()


def _is_envelope(line: bytes, following: bytes, *, is_first: bool) -> bool:
    """`From somebody Tue Nov  3 10:15:00 2026`, with a header on the next line."""
    if not line.startswith(b"From "):
        return False
    if is_first:
        return True
    rest = line[5:LONGEST_ENVELOPE]
    looks_dated = WEEKDAY.search(rest) and TIME.search(rest) and YEAR.search(rest)
    return bool(looks_dated and HEADER.match(following))


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Each line with the one after it. Lines without end come in pieces."""
    line = file.readline(LONGEST_READ)
    while line:
        following = file.readline(LONGEST_READ)
        yield line, following
        line = following

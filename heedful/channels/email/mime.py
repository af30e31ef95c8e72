"""Raw bytes to a tree of parts. Takes any bytes, keeps within limits, needs one pass per level of nesting."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from heedful.channels.email.headers import Headers, read_headers
from heedful.channels.email.params import content_type_of
from heedful.channels.email.transfer import decode_transfer

MAX_DEPTH = 200
MAX_PARTS = 1_000
# All levels together: a deep mail may make us look at its bytes once per level, but no more than this.
SCAN_BUDGET = 400_000_000
_ANY_BOUNDARY = re.compile(rb"(?:^|\n)--([^\s-][^\r\n]{0,70}?)[ \t]*\r?\n")


@dataclass(slots=True)
class Part:
    headers: Headers
    body: bytes
    content_type: str
    params: dict[str, str]
    parts: list[Part] = field(default_factory=list)

    @property
    def is_multipart(self) -> bool:
        return self.content_type.startswith("multipart/")

    def decoded(self) -> tuple[bytes, bool]:
        """The content without its transfer encoding, and whether some of it was damaged."""
        return decode_transfer(self.body, self.headers.plain("content-transfer-encoding"))


@dataclass(slots=True)
class Mail:
    """The whole tree, and what went wrong on the way."""

    root: Part
    damaged: bool = False
    truncated: bool = False

    @property
    def headers(self) -> Headers:
        return self.root.headers

    def leaves(self) -> list[Part]:
        found: list[Part] = []
        waiting = [self.root]
        while waiting:
            part = waiting.pop()
            if part.parts:
                waiting.extend(reversed(part.parts))
            else:
                found.append(part)
        return found


def parse(raw: bytes) -> Mail:
    mail = Mail(_read_part(_start_of(raw), "text/plain"))
    waiting = deque([(mail.root, 0)])
    count, budget = 1, SCAN_BUDGET
    while waiting:
        part, depth = waiting.popleft()
        if not part.is_multipart:
            continue
        budget -= len(part.body)
        if depth >= MAX_DEPTH or count >= MAX_PARTS or budget < 0:
            mail.truncated = True
            continue
        _divide(part, mail, MAX_PARTS - count)
        count += len(part.parts)
        waiting.extend((child, depth + 1) for child in part.parts)
    return mail


def _start_of(raw: bytes) -> bytes:
    """Without a byte order mark, blank lines or an mbox line in front; lone CR counts as a line end."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if raw.startswith((b"From ", b">From ")):
        raw = raw.partition(b"\n")[2]
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    return raw


def _read_part(raw: bytes, default: str) -> Part:
    headers, body = read_headers(raw)
    content_type, params = content_type_of(headers.first("content-type"), default)
    return Part(headers, body, content_type, params)


def _divide(part: Part, mail: Mail, room: int) -> None:
    boundary = part.params.get("boundary", "").encode("latin-1", "replace")
    chunks, closed = _split(part.body, boundary, room)
    if not chunks and (found := _ANY_BOUNDARY.search(part.body)):
        chunks, closed = _split(part.body, found.group(1), room)
    if not chunks or not closed:
        mail.damaged = True
    if len(chunks) >= room:
        mail.truncated = True
    if not chunks:
        part.content_type = "text/plain"
        return
    default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    part.parts = [_read_part(chunk, default) for chunk in chunks]


def _split(body: bytes, boundary: bytes, room: int) -> tuple[list[bytes], bool]:
    """The pieces between the boundary lines, and whether the last line was there."""
    if not boundary:
        return [], False
    chunks: list[bytes] = []
    start, at, delimiter = -1, -1, b"--" + boundary
    while (at := body.find(delimiter, at + 1)) != -1 and len(chunks) < room:
        line_end = body.find(b"\n", at)
        line_end = len(body) if line_end == -1 else line_end
        tail = body[at + len(delimiter) : line_end].strip()
        if (at and body[at - 1] != 10) or tail not in (b"", b"--"):
            continue
        if start >= 0:
            chunks.append(_without_last_break(body[start:at]))
        if tail:
            return chunks, True
        start = line_end + 1
    if start >= 0 and len(chunks) < room:
        chunks.append(body[start:])
    return chunks, False


def _without_last_break(chunk: bytes) -> bytes:
    return chunk.removesuffix(b"\n").removesuffix(b"\r")

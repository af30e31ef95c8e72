"""The header block: unfolding, lookup by name, and text from encoded words or raw 8-bit bytes."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from heedful.channels.email.charset import decode
from heedful.channels.email.transfer import decode_base64

MAX_HEAD = 256_000
MAX_VALUE = 64_000
_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_NAME = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
_KNOWN = re.compile(rb"(?i)(?:from|to|cc|subject|date|message-id|received|mime-version|content-[a-z-]{2,30}):")
_WORD = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")


class Headers:
    """Headers in their order; names in lower case, values as raw unfolded bytes."""

    __slots__ = ("_by_name", "fields")

    def __init__(self, fields: list[tuple[str, bytes]]) -> None:
        self.fields = fields
        self._by_name: dict[str, list[bytes]] = {}
        for name, value in fields:
            self._by_name.setdefault(name, []).append(value)

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def all(self, name: str) -> list[bytes]:
        return self._by_name.get(name, [])

    def first(self, name: str) -> bytes:
        found = self._by_name.get(name)
        return found[0] if found else b""

    def plain(self, name: str) -> str:
        """For values that are ASCII by rule: trimmed, other bytes kept as Latin-1."""
        return self.first(name).decode("latin-1").replace("\0", "").strip()

    def text(self, name: str, charset: str = "") -> str:
        return header_text(self.first(name), charset)


def read_headers(raw: bytes) -> tuple[Headers, bytes]:
    """The headers, and the body after them."""
    if raw[:1] in (b"\n", b"\r"):
        return Headers([]), raw.partition(b"\n")[2]
    end = _END.search(raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    if not _NAME.match(head) and not _KNOWN.search(head[:2_000]):
        return Headers([]), raw
    lines = _FOLD.sub(b"", head[:MAX_HEAD]).split(b"\n")
    return _collect(lines, body)


def _collect(lines: list[bytes], body: bytes) -> tuple[Headers, bytes]:
    fields: list[tuple[str, bytes]] = []
    last_known = max((index for index, line in enumerate(lines) if _KNOWN.match(line)), default=-1)
    for index, line in enumerate(lines):
        if _NAME.match(line):
            name, _, value = line.partition(b":")
            fields.append((name.rstrip().lower().decode("ascii"), value.strip()[:MAX_VALUE]))
        elif line.strip() and index > last_known:
            # The blank line between head and body is missing: nothing of the body may be lost.
            return Headers(fields), b"\n".join(lines[index:]) + b"\n\n" + body
    return Headers(fields), body


def header_text(value: bytes, charset: str = "") -> str:
    """One line of readable text. `charset` is the best guess for bytes that are not encoded."""
    if b"=?" not in value:
        return _one_line(decode(value, charset))
    pieces = [decode(content, label) for content, label in _joined(_pieces(value, charset))]
    return _one_line("".join(pieces))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _pieces(value: bytes, charset: str) -> Iterator[tuple[bytes, str]]:
    """(bytes, charset) in order; white space between two encoded words is no text."""
    at, after_word = 0, False
    for word in _WORD.finditer(value):
        between = value[at : word.start()]
        if between and not (after_word and not between.strip()):
            yield between, charset
        yield _word_bytes(word), word.group(1).decode("latin-1").partition("*")[0]
        at, after_word = word.end(), True
    if value[at:]:
        yield value[at:], charset


def _word_bytes(word: re.Match[bytes]) -> bytes:
    content = word.group(3)
    if word.group(2) in b"bB":
        return decode_base64(content)[0]
    return binascii.a2b_qp(content.replace(b" ", b"_"), header=True)


def _joined(pieces: Iterator[tuple[bytes, str]]) -> Iterator[tuple[bytes, str]]:
    """Neighbours in one charset are joined before decoding: a letter may be split between two words."""
    held, held_label = b"", ""
    for content, label in pieces:
        if held and label.lower() != held_label.lower():
            yield held, held_label
            held = b""
        held, held_label = held + content, label
    if held:
        yield held, held_label

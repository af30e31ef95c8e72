"""The text of a mail that goes out: its body, where that stands in the file, whom it answers and what they wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from html.parser import HTMLParser

_HEADER = re.compile(r"[A-Za-z][A-Za-z-]{1,40}:[ \t]?\S?")
_INTRODUCTION = re.compile(r"(?m)^[^>\n]{4,200}:[ \t]*\n(?:[ \t]*\n){0,2}(?=>)")
_SPACE = re.compile(r"\s+")
_PLAIN_NAME = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’.-]*){0,3}")
_BREAKS = frozenset("p div br li tr h1 h2 h3 h4 ul ol table".split())
_UNSEEN = frozenset("script style head title blockquote".split())


@dataclass(frozen=True, slots=True)
class Mail:
    """`line` is where the text begins in the file, `quoted` what the other side had written, `name` their name."""

    text: str
    line: int
    quoted: str
    name: str


def looks_like_mail(text: str) -> bool:
    """At least two header lines first, one of them saying from or to whom."""
    head = text[:4000].replace("\r\n", "\n").partition("\n\n")[0].split("\n")
    named = [line.partition(":")[0].lower() for line in head if _HEADER.match(line)]
    folded = sum(line[:1] in (" ", "\t") for line in head)
    return len(named) >= 2 and len(named) + folded == len(head) and not {"from", "to"}.isdisjoint(named)


def read_mail(raw: bytes) -> Mail:
    """Takes any bytes; what has no text to read gives an empty one."""
    message = message_from_bytes(raw)
    part = _part(message, "text/plain")  # a part without headers is false, but there
    part = part if part is not None else _part(message, "text/html")
    if part is None:
        return Mail("", 1, "", "")
    text = _decoded(part)
    if part.get_content_type() == "text/html":
        text = _visible(text)
    return Mail(text, _line(raw, part), _quoted(text), _name(message))


def _part(message: Message, kind: str) -> Message | None:
    for part in message.walk():
        is_body = part.get_content_type() == kind and not part.is_multipart()
        if is_body and part.get_content_disposition() != "attachment":
            return part
    return None


def _decoded(part: Message) -> str:
    raw = part.get_payload(decode=True)
    octets = raw if isinstance(raw, bytes) else b""
    try:
        text = octets.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        text = octets.decode("utf-8", "replace")
    return text.replace("\r\n", "\n")


def _line(raw: bytes, part: Message) -> int:
    """Counted from 1; the lines of an encoded body are those of its text."""
    body = part.get_payload()
    if not isinstance(body, str) or not body:
        return 1
    try:
        start = body[:200].encode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        return 1
    at = raw.find(start)
    return raw.count(b"\n", 0, at) + 1 if at > 0 else 1


def _quoted(text: str) -> str:
    """The `>` lines behind "On Monday Ann wrote:", one level deep."""
    opening = _INTRODUCTION.search(text)
    if opening is None:
        return ""
    kept: list[str] = []
    for line in text[opening.end() :].split("\n"):
        if not line.startswith(">"):
            break
        if not line[1:].lstrip().startswith(">"):
            kept.append(line[1:].removeprefix(" "))
    return "\n".join(kept).strip()


def _name(message: Message) -> str:
    """Of the one it goes to; "" where that is no plain name."""
    try:
        name = str(make_header(decode_header(parseaddr(str(message.get("To", "")))[0])))
    except (LookupError, ValueError):
        return ""
    return name if _PLAIN_NAME.fullmatch(name) else ""


class _Reader(HTMLParser):
    """Keeps what a reader sees, without the quoted history."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._hidden.append(tag)
        elif tag in _BREAKS:
            self.seen.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        elif tag == "p":
            self.seen.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.seen.append(_SPACE.sub(" ", data))


def _visible(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.seen).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

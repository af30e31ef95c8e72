"""Recognises a forwarded mail inside the text and who wrote it first. Forwarded text is never cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from heedful.channels.email.addresses import read_parties
from heedful.channels.email.header_block import header_block_at
from heedful.channels.email.subjects import leading_prefix
from heedful.channels.message import Party

_WORDS = re.compile(
    r"forwarded (?:message|mail|by)|begin forwarded|weitergeleitete|message transf[ée]r[ée]|transmis|reenviad|inoltrat|"
    r"doorgestuurd|encaminhad|reencaminhad|vidarebefordra|videresend|välitetty|edelleenlähetetty|przekazan|"
    r"přeposlan|preposlan|továbbított|redirecționat|redirecţionat|пересыла|переслан|пересила|προωθημένο|προώθηση|"
    r"iletil|转发|轉寄|轉發|転送|전달된|הועבר|שהועברה|محول|معاد توجيه|ส่งต่อ|chuyển tiếp|diteruskan|áframsent|edastatud",
    re.IGNORECASE,
)
_DASHED = re.compile(r"^\s*[-_=*]{2,}[^-_=*\n]{2,60}[-_=*]{2,}\s*$")
_RULE_CHARS = ("-", "_", "=", "*")
_ENDS_OPEN = re.compile(r"[:：]\s*$")
_ADDRESS_LINE = re.compile(r"[:：].*@")


def forward_at(lines: Sequence[str], subject: str) -> int | None:
    """The line where the forwarded mail begins, or None. A forward inside a quotation does not count."""
    prefix = leading_prefix(subject)
    for index, line in enumerate(lines):
        if line.startswith(">"):
            return None
        if not _may_begin(line):
            continue
        if _is_marker(line) and _mail_follows(lines, index + 1):
            return index
        if _DASHED.match(line) and prefix != "reply" and _block_soon(lines, index + 1):
            return index if prefix == "forward" or not _is_original_marker(line) else None
        if header_block_at(lines, index):
            return index if prefix == "forward" else None
    return None


def _may_begin(line: str) -> bool:
    """Most lines are prose: told without a regular expression."""
    return ":" in line or "：" in line or line.lstrip()[:1] in _RULE_CHARS


def _is_marker(line: str) -> bool:
    shaped = _DASHED.match(line) or (_ENDS_OPEN.search(line) and len(line) < 80)
    return bool(shaped and _WORDS.search(line))


def _is_original_marker(line: str) -> bool:
    return not _WORDS.search(line)


def _mail_follows(lines: Sequence[str], start: int) -> bool:
    """The next few lines must look like a mail, quoted or not: 'forwarded:' may be mere prose."""
    near = [line.lstrip("> ") for line in lines[start : start + 6]]
    return any(_ADDRESS_LINE.search(line) for line in near) or _block_soon(lines, start)


def _block_soon(lines: Sequence[str], start: int) -> bool:
    return any(header_block_at(lines, index) for index in range(start, min(start + 3, len(lines))))


def original_sender(lines: Sequence[str], start: int) -> Party | None:
    """The first address in the lines after the marker: the From line comes first in every mail program."""
    for line in lines[start : start + 8]:
        _, colon, value = line.replace("：", ":").partition(":")
        value = re.sub(r"\[mailto:([^\]]*)\]", r"<\1>", value.strip().strip("*").strip())
        if colon and "@" in value:
            parties = read_parties(value.replace("*", "").encode("utf-8", "replace"), "utf-8")
            return parties[0] if parties else None
    return None

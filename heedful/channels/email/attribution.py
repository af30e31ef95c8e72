"""Finds 'On 3 March, Ann wrote:' above a quotation: known by its shape, whatever the language."""

from __future__ import annotations

import re
from collections.abc import Sequence

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ENDS = re.compile(r"(?:[:：]|\S\s?-{3,})\s*[*_]*\s*$")
_DASHED_WORDS = re.compile(r"^\s*-{4,}\s?[^-\n]{2,60}?\s?-{4,}\s*$")
_ADDRESS = re.compile(r"[^\s<>(]@[^\s<>)]")
_BRACKETED = re.compile(r"[<(\[](?:mailto:)?[^\s<>()@]+@[^\s<>()@]+[>)\]]")
_DATE = re.compile(
    r"\b(?:1[89]|2[0-9])\d\d\b|\d{4}\s?[年년]|\d{1,2}\s?[月월]|\b\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})\b"
)
_TIME = re.compile(r"\b\d{1,2}\s?[:.hH時시点點]\s?\d\d\b|\b\d{1,2}\s?(?:am|pm|Uhr|h|時|시)\b", re.IGNORECASE)
_WROTE = re.compile(
    r"\b(?:wrote|writes|schrieb|geschrieben|a écrit|écrit|escribió|ha scritto|scrisse|schreef|escreveu|skrev|"
    r"kirjoitti|napisał|napisała|napsal|napsala|napísal|írta|a scris|написал|написала|пише|пишет|έγραψε|yazdı|skrifaði|"
    r"pisze|rakstīja|rašė|kirjutas|napisao|je napisal|menulis|đã viết)|"
    r"写道|寫道|書きました|のメール|작성|כתב|كتب|เขียน|लिखा",
    re.IGNORECASE,
)
_MOST_LINES = 4
_LONGEST = 400


def attribution_above(lines: Sequence[str], end: int) -> int:
    """The first line of the attribution that ends just above line `end` (blank lines between); `end` if none."""
    first = _bare_attribution_above(lines, end)
    above = first - 1
    if first < end and above >= 0 and _DASHED_WORDS.match(lines[above]):
        # '------- Original Message -------' and the attribution below it.
        return above
    return first


def _bare_attribution_above(lines: Sequence[str], end: int) -> int:
    last = end - 1
    while last >= 0 and end - last <= 3 and not lines[last].strip():
        last -= 1
    if last < 0 or not _ends_open(lines[last]):
        return end
    fallback = end
    for first in range(last, max(-1, last - _MOST_LINES), -1):
        if not lines[first].strip() or lines[first].startswith(">"):
            break
        text = _joined(lines, first, last)
        if len(text) > _LONGEST:
            break
        if _DATE.search(text) and (_TIME.search(text) or _ADDRESS.search(text) or _WROTE.search(text)):
            return first
        if fallback == end and (_ADDRESS.search(text) or _WROTE.search(text)):
            fallback = first
    return fallback


def unquoted_attribution_at(lines: Sequence[str], index: int) -> int:
    """How many lines an attribution takes that no '>' follows. Asks for date, time and address: prose has not all."""
    if not any("@" in line for line in lines[index : index + 3]):
        return 0
    for last in range(index, min(index + 3, len(lines))):
        if not lines[last].strip():
            return 0
        if _ends_open(lines[last]):
            text = _joined(lines, index, last)
            whole = _DATE.search(text) and _TIME.search(text) and _BRACKETED.search(text) and len(text) <= _LONGEST
            return last - index + 1 if whole else 0
    return 0


def _ends_open(line: str) -> bool:
    if ":" not in line and "：" not in line and "---" not in line:
        return False
    return bool(_ENDS.search(_INVISIBLE.sub("", line)))


def _joined(lines: Sequence[str], first: int, last: int) -> str:
    return " ".join(line.strip() for line in lines[first : last + 1])

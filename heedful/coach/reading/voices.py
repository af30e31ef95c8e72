"""Who speaks where: quoted mail, `>` lines, words in quotation marks and signatures are not the writer's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Voice = Literal["quote", "signature"]

_PAIRS = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "`": "`", "‹": "›"}
_OPENERS = re.compile(r'["“„«»`‹]')
_MARKS = tuple(_PAIRS)
_LONGEST_QUOTE = 600
_INTRODUCED = re.compile(
    r"(?im)^(?:-{2,}\s?(?:original message|ursprüngliche nachricht|message d'origine|mensaje original)"
    r"|(?:on|am|le|el)\s[^\n]{6,160}\s?(?:wrote|schrieb|écrit|escribió)[^\n]{0,80}:\s*$"
    r"|from:[^\n]{1,120}\n(?:sent|date|to):)"
)
_CLOSING = re.compile(
    r"(?im)^[ \t]*(?:--[ \t]*$"
    r"|(?:(?:with |very |my )?(?:kind|best|warm|many|yours|warmest|kindest)\b[^\n,.!?]{0,24}"
    r"|regards|cheers|sincerely|best wishes|all the best|take care|love"
    r"|mit (?:freundlichen|besten|herzlichen|lieben)[^\n,.!?]{0,16}|(?:viele|beste|liebe|herzliche|schöne) grüße?"
    r"|cordialement|bien à vous|bien cordialement|meilleures salutations"
    r"|un (?:cordial )?saludo|saludos(?: cordiales)?|atentamente)[ \t]*[,.!]?[ \t]*$)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text in somebody else's voice, or below the closing line."""

    start: int
    end: int
    voice: Voice


def foreign_stretches(text: str) -> list[Stretch]:
    """Sorted, without overlaps."""
    end = _own_end(text)
    found = [Stretch(end, len(text), "quote")] if end < len(text) else []
    found += _quoted_lines(text, end)
    found += _signature(text, end)
    found += _quoted_words(text, end, found)
    return sorted(found, key=lambda part: part.start)


def _own_end(text: str) -> int:
    match = _INTRODUCED.search(text) if "\n" in text else _INTRODUCED.match(text)
    return match.start() if match else len(text)


def _quoted_lines(text: str, end: int) -> list[Stretch]:
    found: list[Stretch] = []
    if ">" not in text:
        return found
    at = 0
    for line in text[:end].splitlines(keepends=True):
        if line.lstrip().startswith(">"):
            found.append(Stretch(at, at + len(line.rstrip("\r\n")), "quote"))
        at += len(line)
    return found


def _signature(text: str, end: int) -> list[Stretch]:
    """From the last closing line on, when only a few short lines follow."""
    if "\n" not in text[:end]:
        return []
    found = list(_CLOSING.finditer(text, 0, end))
    last = found[-1] if found else None
    if last is None or last.start() == 0:
        return []
    tail = text[last.end() : end]
    if len(tail) > 400 or tail.count("\n") > 10:
        return []
    return [Stretch(last.start(), end, "signature")]


def _quoted_words(text: str, end: int, taken: list[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    if not any(map(text.__contains__, _MARKS)):
        return found
    at = 0
    while (opener := _OPENERS.search(text, at, end)) is not None:
        start = opener.start()
        stop = -1 if _is_inch(text, start) else _closing(text, start, end)
        if stop < 0:
            at = start + 1
            continue
        found.append(Stretch(start, stop + 1, "quote"))
        at = stop + 1
    return _outside(found, sorted(taken, key=lambda part: part.start))


def _outside(found: list[Stretch], taken: list[Stretch]) -> list[Stretch]:
    """Those of `found` that touch none of `taken`; both sorted, one walk."""
    kept: list[Stretch] = []
    place = 0
    for part in found:
        while place < len(taken) and taken[place].end <= part.start:
            place += 1
        if place == len(taken) or part.end <= taken[place].start:
            kept.append(part)
    return kept


def _is_inch(text: str, at: int) -> bool:
    return text[at] == '"' and at > 0 and text[at - 1].isdigit()


def _closing(text: str, start: int, end: int) -> int:
    """Where the quotation that opens at `start` closes; -1 when it does not, within a paragraph."""
    limit = min(end, start + _LONGEST_QUOTE)
    gap = text.find("\n\n", start, limit)
    limit = gap if gap >= 0 else limit
    places = [text.find(mark, start + 1, limit) for mark in _PAIRS[text[start]]]
    places = [place for place in places if place > start + 1]
    return min(places, default=-1)

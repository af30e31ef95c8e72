"""The parts of a search as it is written: words, "words side by side", operator:value, each perhaps with a minus."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 24
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}


@dataclass(frozen=True, slots=True)
class Part:
    """`name` is what stands before a colon, empty for plain words; `at` is the place in the text."""

    value: str
    name: str = ""
    is_not: bool = False
    is_quoted: bool = False
    at: int = 0


def parts_of(text: str) -> list[Part]:
    """Any text has parts; a quotation that is still open goes on to the end."""
    found: list[Part] = []
    place = 0
    while place < len(text) and len(found) < MOST:
        if text[place].isspace():
            place += 1
            continue
        part, place = _next(text, place)
        found.append(part)
    return found


def _next(text: str, start: int) -> tuple[Part, int]:
    is_not = text[start] in "-−" and not text[start + 1 : start + 2].isspace()
    place = start + is_not
    name, place = _name(text, place)
    value, is_quoted, end = _value(text, place)
    return Part(value, name, is_not, is_quoted, start), end


def _name(text: str, start: int) -> tuple[str, int]:
    """What stands before a colon, when it could name an operator; a space after the colon is forgiven."""
    end = start
    while end < len(text) and text[end].isascii() and text[end].isalpha():
        end += 1
    if end == start or text[end : end + 1] != ":" or text[end + 1 : end + 2] in {"/", "\\"}:
        return "", start
    return text[start:end].casefold(), end + 1


def _value(text: str, start: int) -> tuple[str, bool, int]:
    if text[start : start + 1] in QUOTES and start < len(text):
        end = text.find(QUOTES[text[start]], start + 1)
        return (text[start + 1 :], True, len(text)) if end < 0 else (text[start + 1 : end], True, end + 1)
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end], False, end

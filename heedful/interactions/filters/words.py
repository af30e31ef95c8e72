"""The words of a filter: names, signs, quoted text, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“", "«": "»"}
SIGNS = (">=", "<=", "!=", ">", "<", "=", "(", ")")


@dataclass(frozen=True, slots=True)
class Word:
    """`kind` is `word`, `sign`, `quoted`, `torn` (a quotation without its end) or `end`."""

    kind: str
    text: str
    start: int
    end: int

    def is_(self, *texts: str) -> bool:
        return self.kind in {"word", "sign"} and self.text.casefold() in texts


def words_of(text: str) -> list[Word]:
    """Always ends with the word `end`; any text can be cut into words."""
    found, place = [], 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        word = _quoted(text, place) if text[place] in QUOTES else _sign(text, place) or _plain(text, place)
        found.append(word)
        place = word.end
    return [*found, Word("end", "", len(text), len(text))]


def _quoted(text: str, start: int) -> Word:
    end = text.find(QUOTES[text[start]], start + 1)
    if end < 0:
        return Word("torn", text[start + 1 :], start, len(text))
    return Word("quoted", text[start + 1 : end], start, end + 1)


def _sign(text: str, start: int) -> Word | None:
    sign = next((sign for sign in SIGNS if text.startswith(sign, start)), None)
    return Word("sign", sign, start, start + len(sign)) if sign else None


def _plain(text: str, start: int) -> Word:
    end = start + 1
    while end < len(text) and not (text[end].isspace() or text[end] in "()<>="):
        end += 1
    return Word("word", text[start:end], start, end)

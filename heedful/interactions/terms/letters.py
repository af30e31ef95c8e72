"""A text to plain words, in any script: one spelling per word, and pairs of letters where a script has no spaces.

The words are what both databases hold, so that neither's own idea of a letter or a word matters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 64  # letters of one word; more is no word that somebody would look for
# Written without spaces between words: Han, Kana, Hangul, Thai, Lao, Khmer, Myanmar, with their vowels and tones.
SPACELESS = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u109d\u1100-\u11ff\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Points, vowels and joiners that belong to the letter before them.
MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a4d"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0dca-\u0ddf\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060\u20d0-\u20f0\ufb1e\ufe20-\ufe2f\ufeff"
)
WORD = re.compile(rf"([{SPACELESS}][{SPACELESS}{MARKS}]*)|[^\W_{SPACELESS}]+(?:[{MARKS}]+[^\W_{SPACELESS}]*)*")
# Letters that do not come apart into a letter and a mark, and forms that people do not tell apart when they type.
SAME = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe", "ŧ": "t",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
        "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "ς": "σ",
    }
)  # fmt: skip


def words(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where each word or run of spaceless letters begins and ends, and whether it is such a run."""
    for found in WORD.finditer(text):
        yield found.start(), found.end(), found.lastindex == 1


def tokens(text: str, most: int) -> list[str]:
    """The plain words of a text in their order, as they are kept."""
    return read(text, most)[0]


def read(text: str, most: int) -> tuple[list[str], dict[str, str]]:
    """The plain words in their order, and each word as it was written with its plain form."""
    kept: list[str] = []
    written: dict[str, str] = {}
    for found in WORD.finditer(text):
        word = found.group()
        if found.lastindex == 1:
            kept += pairs(run_of(word))
        elif plain := written.get(word) or folded(word):
            written[word] = plain
            kept.append(plain)
        if len(kept) >= most:
            break
    return kept[:most], written


def pairs(run: str) -> list[str]:
    """Each letter with the next one; the last stands alone, so that every letter begins one of them."""
    return [run[at : at + 2] for at in range(len(run))]


def run_of(text: str) -> str:
    """One spelling of letters that are written without spaces; as long as the text, but for half-width forms."""
    tidy = unicodedata.normalize("NFKC" if any(letter >= "\uf900" for letter in text) else "NFC", text)
    return tidy if tidy.isalpha() else "".join(map(_kept, tidy))


@lru_cache(maxsize=30_000)
def folded(word: str) -> str:
    """One spelling of a word: without capitals, accents and points, with plain digits."""
    if word.isascii():
        return word[:LONGEST].lower()
    parts = unicodedata.normalize("NFKD", lowered(word))
    letters = "".join(one for one in parts if not _is_accent(one)).translate(SAME)
    return unicodedata.normalize("NFC", letters)[:LONGEST]


@lru_cache(maxsize=30_000)
def lowered(word: str) -> str:
    """Without capitals and odd forms, but with its accents: what a stemmer can read."""
    tidy = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word[: 4 * LONGEST]).casefold())
    return "".join(map(_kept, tidy)).replace("i\u0307", "i")


def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    return letter if kind[0] in "LMN" and letter != "\u0640" else ""


def _is_accent(mark: str) -> bool:
    """Marks of Latin, Greek, Cyrillic, Hebrew and Arabic; the vowels of India stay, they make other words."""
    return unicodedata.category(mark) == "Mn" and not "\u0900" <= mark < "\u1ab0"

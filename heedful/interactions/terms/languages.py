"""In which language a text is written, as far as its stems need to know: by its script and its small words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

# One letter for each language that has a stemmer; it stands before the stems. Never change one: they are stored.
LETTERS = {
    "arabic": "a", "catalan": "b", "czech": "c", "german": "d", "english": "e", "french": "f", "greek": "g",
    "hebrew": "h", "italian": "i", "danish": "k", "dutch": "l", "norwegian": "m", "finnish": "n", "portuguese": "o",
    "polish": "p", "hindi": "q", "russian": "r", "spanish": "s", "turkish": "t", "hungarian": "u", "swedish": "w",
    "romanian": "x",
}  # fmt: skip
BY_SCRIPT = (
    ("\u0370", "\u03ff", "greek"),
    ("\u0400", "\u04ff", "russian"),
    ("\u0590", "\u05ff", "hebrew"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0900", "\u097f", "hindi"),
)
IN_LATIN = tuple(name for name in LETTERS if name not in {script[2] for script in BY_SCRIPT})
SHORT = 40  # words: when so few do not tell their language, each one is stemmed in all of them
SURE = 8  # votes: two small words that only one language has
CLOSE = 0.6  # of the best: a second language that is nearly as likely counts too


@lru_cache(maxsize=1)
def small_words() -> dict[str, tuple[str, ...]]:
    """Each small word with the languages that use it."""
    found: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_name("small_words.txt").read_text(encoding="utf-8").splitlines():
        name, colon, listed = line.partition(":")
        for word in listed.split() if colon and not line.startswith("#") else ():
            found[word] = (*found.get(word, ()), name.strip())
    return found


def languages_of(plain: Collection[str]) -> tuple[str, ...]:
    """Languages in Latin letters that these words (folded) may be in: one as a rule, all for a few words."""
    known, votes = small_words(), Counter[str]()
    for word in set(plain):
        names = known.get(word, ())
        for name in names:
            votes[name] += 4 // min(len(names), 4)
    best = max(votes.values(), default=0)
    if best < SURE:
        return IN_LATIN if len(plain) <= SHORT else tuple(dict.fromkeys(("english", *votes)))
    return tuple(name for name, count in votes.items() if count >= CLOSE * best)


def script_of(word: str) -> str | None:
    """The language that a word's script stands for; None for Latin letters, which many share."""
    first = word[0]
    return next((name for low, high, name in BY_SCRIPT if low <= first <= high), None)

"""Words in all their forms: the stem of a word, marked with the language whose stemmer made it."""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

from heedful.interactions.terms.endings import AGAIN, joined, prepared
from heedful.interactions.terms.languages import IN_LATIN, LETTERS, script_of
from heedful.interactions.terms.letters import folded, lowered

MARK = "\u00b7"  # never part of a word, so no stem is ever taken for one
LONGEST = 40
# A Hebrew word carries its small words before it and its number behind it; there is no stemmer, these are taken off.
BEFORE, BEHIND = "והבלמשכ", ("ימ", "ות", "ה", "ת", "י")
_held = threading.local()


@lru_cache(maxsize=50_000)
def stems_in(word: str, languages: tuple[str, ...]) -> frozenset[str]:
    """Of one word as it was written, in languages that share its script; nothing for numbers and short words."""
    plain = folded(word)
    if len(plain) < 3 or len(plain) > LONGEST or any(map(str.isdigit, plain)):
        return frozenset()
    if plain[0] < "\u0250":
        return frozenset(_stem(word, language) for language in languages)
    only = script_of(plain)
    if only == "hebrew":
        return frozenset(f"h{MARK}{form}" for form in _hebrew(plain))
    return frozenset() if only is None else frozenset({_stem(word, only)})


def stems_of(word: str) -> frozenset[str]:
    """In every language that the word could be of: how one looks for it."""
    return stems_in(word, IN_LATIN)


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    stem = stemmer.stemWord(prepared(lowered(word), language))
    if language in AGAIN:
        stem = stemmer.stemWord(stemmer.stemWord(stem))
    return f"{LETTERS[language]}{MARK}{joined(folded(stem), language)}"


def _stemmer(language: str) -> Stemmer.Stemmer:
    """One for each thread: they keep state while they work."""
    if not hasattr(_held, language):
        setattr(_held, language, Stemmer.Stemmer(language, 0))
    made: Stemmer.Stemmer = getattr(_held, language)
    return made


def _hebrew(plain: str) -> set[str]:
    """The word, without what may be a prefix, without what may be an ending, at least three letters of it."""
    forms = {plain}
    for count in (1, 2):
        if len(plain) >= count + 3 and all(letter in BEFORE for letter in plain[:count]):
            forms.add(plain[count:])
    for form in tuple(forms):
        forms.update(form.removesuffix(end) for end in BEHIND if form.endswith(end) and len(form) >= len(end) + 3)
    return forms

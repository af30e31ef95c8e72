"""Cutting a sentence where a new speaker of the sentence begins: "..., and Marek will call you"."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.reading.promises.lexis import CONDITIONS
from heedful.coach.reading.words import Sentence, Words

_JOINS = frozenset("and but so or then because while whereas although though".split())
_SUBJECTS = frozenset(
    "i we you he she it they this that our my your the a an someone somebody everything nobody there".split()
)
_FUTURE = frozenset("will shall going".split())


def clauses_of(words: Words, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Word ranges; a cut needs a comma or a joining word, and a subject behind it with a verb to come."""
    start = sentence.first
    for at in range(sentence.first + 1, sentence.last):
        place = at + (words.words[at] in _JOINS)
        cuts = at in words.commas or place > at or _ends_condition(words.words, start, at, sentence.last)
        if cuts and place < sentence.last and _opens_clause(words, place, sentence.last) and at - start > 1:
            yield start, at
            start = at
    yield start, sentence.last


def _ends_condition(row: list[str], start: int, at: int, stop: int) -> bool:
    """Reads "When the paint has dried we will ...": no comma, but a new subject with its will."""
    return (
        row[start] in CONDITIONS
        and at - start > 2
        and at + 1 < stop
        and row[at] in ("i", "we")
        and row[at + 1] in _FUTURE
    )


def _opens_clause(words: Words, at: int, stop: int) -> bool:
    row = words.words
    is_subject = row[at] in _SUBJECTS or words.text[words.starts[at]].isupper()
    if row[at] in ("it", "that", "this", "the", "a", "an", "our", "your", "my"):
        return is_subject and any(word in _FUTURE for word in row[at + 1 : min(stop, at + 6)])
    return is_subject and row[at] not in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

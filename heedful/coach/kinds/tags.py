"""Tag questions: a statement, a comma, and "don't you?" behind it."""

from __future__ import annotations

from heedful.coach.finding import Span
from heedful.coach.reading.words import Words

_VERBS = frozenset("do does did is are was were will would can could should have has".split())
_PEOPLE = frozenset("you we they".split())
_ASKING = frozenset(("will", "would", "can", "could"))  # "Tell us how it went, will you?"
_FEWEST_BEFORE = 4


def tag_of(words: Words, number: int) -> Span | None:
    """The tag of a question that claims something about the reader; None for a plain question."""
    sentence = words.sentences[number]
    for size in (3, 2):
        first = sentence.last - size
        if first - sentence.first < _FEWEST_BEFORE or first not in words.commas:
            continue
        tag = words.words[first : sentence.last]
        if size == 2 and tag[0] in _ASKING:
            continue
        if tag[0] in _VERBS and tag[-1] in _PEOPLE and (size == 2 or tag[1] == "not"):
            return words.span(first, sentence.last)
    return None

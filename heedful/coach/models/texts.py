"""What the models for feelings and courtesy look at in a text: words, pairs, denied words, marks, cues."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from heedful.coach.models.weights import Traits, weights_of
from heedful.coach.reading.words import Words

_DENIES = frozenset("not no never nor without nobody none nothing hardly cannot".split())
_REACH = 3
_MOST_WORDS = 400  # of a very long text the beginning is enough
_MARKS = ("!", "?", "!!", "??", "...", "…", ":)", ":(", ":-)", ":-(", ";)")


def text_traits(words: Words, first: int, last: int, cues: Iterable[str] = ()) -> dict[str, set[str]]:
    """Of words `first` to `last`, and the marks of the text that they stand in; the same for the same input."""
    row = words.words[first : min(last, first + _MOST_WORDS)]
    stretch = words.text[words.starts[first] : words.ends[first + len(row) - 1] + 3] if row else ""
    return {
        "w": set(row),
        "b": {f"{one} {two}" for one, two in pairwise(row)},
        "n": set(_denied(row, words.commas, first)),
        "cue": set(cues),
        "mark": {mark for mark in _MARKS if mark in stretch},
    }


def _denied(row: list[str], commas: set[int], first: int) -> list[str]:
    """Of "not a good day": good and day, up to the next comma."""
    found: list[str] = []
    if _DENIES.isdisjoint(row):
        return found
    left = 0
    for at, word in enumerate(row):
        if word in _DENIES:
            left = _REACH
        elif first + at in commas:
            left = 0
        elif left:
            found.append(word)
            left -= 1
    return found


def chances_of(model: str, traits: Traits) -> dict[str, float]:
    """By the answers of a model that lies beside this file."""
    weights = weights_of(model)
    return dict(zip(weights.answers, weights.chances(traits), strict=True))


def words_behind(model: str, answer: str, words: Words, most: int = 3) -> list[tuple[int, int]]:
    """The words and pairs of a text that speak most for an answer, in order of the text, none inside another."""
    weights = weights_of(model)
    number = weights.answers.index(answer)
    row = words.words[:_MOST_WORDS]
    told = [(weights.weight("w", word, number), -at, 1) for at, word in enumerate(row)]
    told += [(weights.weight("b", f"{one} {two}", number), -at, 2) for at, (one, two) in enumerate(pairwise(row))]
    kept: list[tuple[int, int]] = []
    for weight, at, size in sorted(told, reverse=True):
        apart = all(-at >= stop or -at + size <= start for start, stop in kept)
        if weight > 0 and apart and len(kept) < most:
            kept.append((-at, -at + size))
    return sorted(kept)

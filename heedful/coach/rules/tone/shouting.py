"""TON102: sentences in capital letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.saying import quoted
from heedful.coach.reading.words import Words
from heedful.coach.rule import ANY, Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_I = re.compile(r"\bi\b")
_LOUD = re.compile(r"[^\W\d_a-z]{2,30}")
_FEWEST_LETTERS, _FEWEST_WORDS = 8, 2


def check(scene: Scene) -> Iterator[Found]:
    words = scene.words
    if len(scene.capital_words) < _FEWEST_WORDS:
        return
    theirs = {word for _, turn in scene.last_turns for word in _LOUD.findall(turn.text)}
    for first, last in _runs(words, scene.capital_words):
        span = words.span(first, last)
        shouted = scene.draft.text[span.start : span.end]
        if sum(char.isalpha() for char in shouted) >= _FEWEST_LETTERS and not theirs.issuperset(_LOUD.findall(shouted)):
            calm = _I.sub("I", shouted.capitalize() if _opens(words, first) else shouted.lower())
            suggestion = Suggestion("replace", span.start, span.end, calm, safe=True)
            yield Found(span, Said("{words} reads as shouting.", words=quoted(scene, span)), suggestion=suggestion)


def _runs(words: Words, capitals: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Rows of three and more words in capitals, or two that are a whole sentence."""
    for sentence in words.sentences:
        first = sentence.first
        while first < sentence.last:
            last = first
            while last < sentence.last and last in capitals and not _has_digit(words, last):
                last += 1
            whole = first == sentence.first and last == sentence.last
            if last - first >= (2 if whole else 3) and _has_long_word(words, first, last):
                yield first, last
            first = max(last, first + 1)


def _has_digit(words: Words, at: int) -> bool:
    return any(char.isdigit() for char in words.text[words.starts[at] : words.ends[at]])


def _has_long_word(words: Words, first: int, last: int) -> bool:
    """A row of short ones is more likely a row of abbreviations."""
    return sum(len(words.words[at]) >= 4 for at in range(first, last)) >= 1


def _opens(words: Words, at: int) -> bool:
    number = words.sentence_at(words.starts[at])
    return number is not None and words.sentences[number].first == at


RULE = Rule(
    code="TON102",
    name="shouting",
    title="Shouts",
    category="temper",
    severity="warning",
    why="Capital letters are heard as a raised voice, and the reader answers in kind.",
    practices=("T2", "T4"),
    check=check,
    languages=ANY,
)

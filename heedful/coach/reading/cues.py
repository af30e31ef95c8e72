"""Finding the cues of the word lists in a text: one walk over the words, bounded work at each."""

from __future__ import annotations

from typing import NamedTuple

from heedful.coach.finding import Span
from heedful.coach.lexicon.automaton import Automaton, State
from heedful.coach.reading.words import Words

_NEGATIONS = frozenset(
    "not no never nor without nobody none nothing hardly nicht kein keine nie pas jamais nunca sin".split()
)


class Cue(NamedTuple):
    """Words `first` to `last` (exclusive) that say something, all in one sentence.

    A text has many, and few of them are ever shown: a tuple is made three times as quickly as a dataclass.
    """

    name: str
    first: int
    last: int
    sentence: int
    words: Words

    @property
    def span(self) -> Span:
        return self.words.span(self.first, self.last)


def find_cues(words: Words, phrases: Automaton) -> dict[str, list[Cue]]:
    """Longest match per place and cue, in order of the text."""
    found: dict[str, list[Cue]] = {}
    keys, dead, opening = phrases.keys_of(words.words), phrases.dead, phrases.opening
    begun = list(map(phrases.start.__getitem__, keys))
    for number, sentence in enumerate(words.sentences):
        stop = sentence.last
        if sentence.first < stop:
            begun[sentence.first] = opening[keys[sentence.first]]
        for at in range(sentence.first, stop):
            state, place = begun[at], at + 1
            while not state.speaks and place < stop:  # the innermost loop of a review
                state = state[keys[place]]
                place += 1
            if state is not dead and (hits := _walk(state, keys, place - 1, stop)):
                _keep_all(found, hits, at, number, words)
    return found


def _walk(state: State, keys: list[str], at: int, stop: int) -> dict[str, int]:
    """From the state behind word `at` on: the furthest end of each cue."""
    hits: dict[str, int] = {}
    while True:
        at += 1
        if state.speaks:
            for name in state.late:
                hits[name] = at - 1
            if state.is_end:
                return hits
            for name in state.cues:
                hits[name] = at
        if at == stop:
            break
        state = state[keys[at]]
    for name in state.at_the_end():
        hits[name] = stop
    return hits


def _keep_all(found: dict[str, list[Cue]], hits: dict[str, int], first: int, sentence: int, words: Words) -> None:
    """A cue inside an earlier one of the same name says nothing new."""
    for name, last in hits.items():
        known = found.setdefault(name, [])
        if not known or last > known[-1].last:
            known.append(Cue(name, first, last, sentence, words))


def is_negated(words: Words, cue: Cue, reach: int = 3) -> bool:
    """A "no" shortly before, in the same clause: "No, it works" denies nothing."""
    stop = words.sentences[cue.sentence].first
    for at in range(cue.first - 1, max(stop, cue.first - reach) - 1, -1):
        if at + 1 in words.commas:
            return False
        if words.words[at] in _NEGATIONS:
            return True
    return False

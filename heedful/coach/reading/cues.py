"""Finding the cues of the word lists in a text: one walk over the words, bounded work at each."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.coach.finding import Span
from heedful.coach.lexicon.automaton import Automaton, State
from heedful.coach.reading.words import Words

_NEGATIONS = frozenset(
    "not no never nor without nobody none nothing hardly nicht kein keine nie pas jamais nunca sin".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `first` to `last` (exclusive) that say something, all in one sentence."""

    name: str
    first: int
    last: int
    span: Span
    sentence: int


def find_cues(words: Words, phrases: Automaton) -> dict[str, list[Cue]]:
    """Longest match per place and cue, in order of the text."""
    found: dict[str, list[Cue]] = {}
    keys = phrases.keys_of(words.words)
    for number, sentence in enumerate(words.sentences):
        start = phrases.opening
        for at in range(sentence.first, sentence.last):
            move = start.moves.get(keys[at])
            leads_on = move is None or move[0] is not None or move[1]
            hits = _walk(phrases, start, keys, at, sentence.last) if leads_on else {}
            for name, last in hits.items():
                _keep(found, Cue(name, at, last, words.span(at, last), number))
            start = phrases.start
    return found


def _walk(phrases: Automaton, state: State, keys: list[str], at: int, stop: int) -> dict[str, int]:
    """From this word on: the furthest end of every cue that is reached."""
    hits: dict[str, int] = {}
    while at < stop:
        move = state.moves.get(keys[at]) or phrases.step(state, keys[at])
        for name in move[1]:
            hits[name] = at
        if move[0] is None:
            return hits
        state = move[0]
        at += 1
        for name in state.cues:
            hits[name] = at
    for name in state.last_cues:
        hits[name] = at
    return hits


def _keep(found: dict[str, list[Cue]], cue: Cue) -> None:
    """A cue inside an earlier one of the same name says nothing new."""
    known = found.setdefault(cue.name, [])
    if not known or cue.last > known[-1].last:
        known.append(cue)


def is_negated(words: Words, cue: Cue, reach: int = 3) -> bool:
    """A "no" shortly before, in the same clause: "No, it works" denies nothing."""
    stop = words.sentences[cue.sentence].first
    for at in range(cue.first - 1, max(stop, cue.first - reach) - 1, -1):
        if at + 1 in words.commas:
            return False
        if words.words[at] in _NEGATIONS:
            return True
    return False

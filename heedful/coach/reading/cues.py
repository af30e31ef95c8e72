"""Finding the cues of the word lists in a text: one walk over the words, bounded work at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heedful.coach.finding import Span
from heedful.coach.lexicon.grammar import NUMBER, Net, Node
from heedful.coach.reading.words import Words

_NEGATIONS = frozenset("not no never nor without nobody none nothing hardly nicht kein keine nie pas jamais nunca sin".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `first` to `last` (exclusive) that say something, all in one sentence."""

    name: str
    first: int
    last: int
    span: Span
    sentence: int


def find_cues(words: Words, net: Net) -> dict[str, list[Cue]]:
    """Longest match per place and cue, in order of the text."""
    found: dict[str, list[Cue]] = {}
    row = words.words
    openings = net.root.next
    stems = net.root.stems
    for number, sentence in enumerate(words.sentences):
        for at in range(sentence.first, sentence.last):
            starts = openings.get(row[at], ())
            if at == sentence.first or stems or row[at][0].isdigit():
                starts = [*starts, *_rarer_starts(net, row[at], is_first=at == sentence.first)]
            if starts:
                for name, last in _walk(starts, row, at + 1, sentence.last).items():
                    _keep(found, Cue(name, at, last, words.span(at, last), number))
    return found


def _rarer_starts(net: Net, word: str, *, is_first: bool) -> list[Node]:
    """Stems, numbers, and phrases that must open the sentence."""
    starts = _by_stem(net.root, word)
    if word[0].isdigit():
        starts += net.root.next.get(NUMBER, [])
    if is_first:
        starts += net.opening.next.get(word, [])
    return starts


def _by_stem(node: Node, word: str) -> list[Node]:
    if not node.stems:
        return []
    return [after for size in range(3, min(len(word), 16) + 1) for after in node.stems.get(word[:size], ())]


def _walk(starts: Sequence[Node], row: list[str], at: int, stop: int) -> dict[str, int]:
    """From these nodes on: the furthest end of every cue that is reached."""
    hits: dict[str, int] = {}
    places = [(node, at) for node in starts]
    while places:
        node, at = places.pop()
        for name in node.cues:
            if at > hits.get(name, 0):
                hits[name] = at
        if not node.is_plain:
            _follow_rarer(node, row, at, stop, places, hits)
        if at < stop:
            for after in node.next.get(row[at], ()):
                places.append((after, at + 1))
    return hits


def _follow_rarer(
    node: Node, row: list[str], at: int, stop: int, places: list[tuple[Node, int]], hits: dict[str, int]
) -> None:
    for refused, after in node.nots:
        if at == stop or row[at] not in refused:
            places.append((after, at))
    for most, after in node.gaps:
        places.extend((after, at + skipped) for skipped in range(min(most, stop - at) + 1))
    if at == stop:
        hits.update(dict.fromkeys(node.cues_at_end, at))
        return
    word = row[at]
    for choices, after in node.sets:
        if word in choices:
            places.append((after, at + 1))
    if word[0].isdigit():
        places.extend((after, at + 1) for after in node.next.get(NUMBER, ()))
    places.extend((after, at + 1) for after in _by_stem(node, word))


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

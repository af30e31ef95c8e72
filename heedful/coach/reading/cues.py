"""Finding the cues of the word lists in a text: one walk over the words, bounded work at each."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.coach.finding import Span
from heedful.coach.lexicon.grammar import NUMBER, Node
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


def find_cues(words: Words, root: Node) -> dict[str, list[Cue]]:
    """Longest match per place and cue, in order of the text."""
    found: dict[str, list[Cue]] = {}
    for sentence_number, sentence in enumerate(words.sentences):
        for at in range(sentence.first, sentence.last):
            hits: dict[str, int] = {}
            _enter(root, words.words, at, sentence.last, hits)
            if at == sentence.first and root.at_start is not None:
                _enter(root.at_start, words.words, at, sentence.last, hits)
            for name, last in hits.items():
                _keep(found, Cue(name, at, last, words.span(at, last), sentence_number))
    return found


def _enter(root: Node, words: list[str], at: int, stop: int, hits: dict[str, int]) -> None:
    word = words[at]
    node = root.next.get(word)
    if node is not None:
        _walk(node, words, at + 1, stop, hits)
    for stem in _stems_of(root, word):
        _walk(root.stems[stem], words, at + 1, stop, hits)
    if word[0].isdigit() and NUMBER in root.next:
        _walk(root.next[NUMBER], words, at + 1, stop, hits)


def _stems_of(node: Node, word: str) -> list[str]:
    if not node.stems:
        return []
    return [word[:size] for size in range(3, min(len(word), 16) + 1) if word[:size] in node.stems]


def _walk(start: Node, words: list[str], at: int, stop: int, hits: dict[str, int]) -> None:
    places = [(start, at)]
    while places:
        node, at = places.pop()
        for name in node.cues:
            hits[name] = max(at, hits.get(name, 0))
        if at == stop:
            for name in node.cues_at_end:
                hits[name] = at
        _follow(node, words, at, stop, places)


def _follow(node: Node, words: list[str], at: int, stop: int, places: list[tuple[Node, int]]) -> None:
    for refused, after in node.nots:
        if at == stop or words[at] not in refused:
            places.append((after, at))
    for most, after in node.gaps:
        places.extend((after, at + skipped) for skipped in range(min(most, stop - at) + 1))
    if at == stop:
        return
    word = words[at]
    following = node.next.get(word)
    if following is not None:
        places.append((following, at + 1))
    if word[0].isdigit() and NUMBER in node.next:
        places.append((node.next[NUMBER], at + 1))
    for choices, after in node.sets:
        if word in choices:
            places.append((after, at + 1))
    places.extend((node.stems[stem], at + 1) for stem in _stems_of(node, word))


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

"""The small phrase language of the .cues files, built into a tree that is walked once per text.

A phrase is a row of elements: `word`, `a|b|c`, `(two words|three more words)`, `@class`, `stem*`, `<n>` for a
number, `~3` for up to three words of any kind, `!a|b` for 'not followed by'. `?` makes an element optional;
`^` at the start and `$` at the end tie the phrase to the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeVar

_ELEMENT = re.compile(r"\([^()]*\)\??|[^\s()]+")
_SPREAD_AT_MOST = 8
NUMBER = "<n>"
T = TypeVar("T")


@dataclass(slots=True)
class Node:
    """A place in the tree: what may come next, and which cues end here."""

    next: dict[str, Node] = field(default_factory=dict)
    stems: dict[str, Node] = field(default_factory=dict)
    sets: list[tuple[frozenset[str], Node]] = field(default_factory=list)
    nots: list[tuple[frozenset[str], Node]] = field(default_factory=list)
    gaps: list[tuple[int, Node]] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    cues_at_end: list[str] = field(default_factory=list)
    at_start: Node | None = None


def read_classes(line: str) -> dict[str, frozenset[str]]:
    name, _, words = line.partition("=")
    return {name.strip(): frozenset(words.split())}


def add_phrase(root: Node, cue: str, phrase: str, classes: dict[str, frozenset[str]]) -> None:
    at_end = phrase.endswith("$")
    body = phrase.removesuffix("$").strip()
    if body.startswith("^"):
        root.at_start = root.at_start or Node()
        root, body = root.at_start, body[1:].strip()
    places = [root]
    for element in _ELEMENT.findall(body):
        places = _extend(places, element, classes, is_first=any(place is root for place in places))
    for place in places:
        ends = place.cues_at_end if at_end else place.cues
        if cue not in ends:
            ends.append(cue)


def _extend(places: list[Node], element: str, classes: dict[str, frozenset[str]], *, is_first: bool) -> list[Node]:
    optional = element.endswith("?") and len(element) > 1
    element = element.removesuffix("?")
    reached: list[Node] = list(places) if optional else []
    for place in places:
        reached += _step(place, element, classes, is_first=is_first)
    unique: dict[int, Node] = {id(node): node for node in reached}
    return list(unique.values())


def _step(place: Node, element: str, classes: dict[str, frozenset[str]], *, is_first: bool) -> list[Node]:
    if element.startswith("~"):
        return [_edge(place.gaps, int(element[1:]))]
    if element.startswith("!"):
        return [_edge(place.nots, _choices(element[1:], classes))]
    if element.startswith("("):
        return [end for row in element[1:-1].split("|") for end in _row(place, row, classes)]
    words = _choices(element, classes)
    if len(words) > _SPREAD_AT_MOST and not is_first:
        return [_edge(place.sets, words)]
    return [_word(place, word) for word in sorted(words)]


def _row(place: Node, row: str, classes: dict[str, frozenset[str]]) -> list[Node]:
    places = [place]
    for element in row.split():
        places = [end for start in places for end in _step(start, element, classes, is_first=True)]
    return places


def _choices(element: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for part in element.split("|"):
        words |= classes[part] if part.startswith("@") else {part}
    return frozenset(words)


def _word(place: Node, word: str) -> Node:
    if word.endswith("*"):
        return place.stems.setdefault(word[:-1], Node())
    return place.next.setdefault(word, Node())


def _edge(edges: list[tuple[T, Node]], key: T) -> Node:
    for known, node in edges:
        if known == key:
            return node
    node = Node()
    edges.append((key, node))
    return node

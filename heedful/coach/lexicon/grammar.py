"""The small phrase language of the .cues files, built into a net that is walked once per text.

A phrase is a row of elements: `word`, `a|b|c`, `(two words|three more words)`, `@class`, `stem*`, `<n>` for a
number, `~3` for up to three words of any kind, `!a|b` for 'not followed by'. `?` makes an element optional;
`^` at the start and `$` at the end tie the phrase to the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ELEMENT = re.compile(r"\([^()]*\)\??|[^\s()]+")
_SPREAD_AT_MOST = 12
NUMBER = "<n>"


class Node:
    """A place in the net: what may come next, and which cues end here.

    There are thousands, most with one way on: what a place does not have costs it nothing.
    """

    __slots__ = ("cues", "cues_at_end", "gaps", "next", "nots", "sets", "stems")

    def __init__(self) -> None:
        self.next: dict[str, tuple[Node, ...]] = {}
        self.stems: dict[str, tuple[Node, ...]] = _NO_STEMS
        self.sets: tuple[tuple[frozenset[str], Node], ...] = ()
        self.nots: tuple[tuple[frozenset[str], Node], ...] = ()
        self.gaps: tuple[tuple[int, Node], ...] = ()
        self.cues: tuple[str, ...] = ()
        self.cues_at_end: tuple[str, ...] = ()

    def lead(self, word: str, target: Node) -> None:
        self.next[word] = (*self.next[word], target) if word in self.next else (target,)

    def lead_from_stem(self, stem: str, target: Node) -> None:
        self.stems = {**self.stems, stem: (*self.stems.get(stem, ()), target)}


_NO_STEMS: dict[str, tuple[Node, ...]] = {}


class Net:
    """Built phrase by phrase; phrases that begin alike share their first places."""

    def __init__(self) -> None:
        self.root = Node()
        self.opening = Node()
        self._known: dict[tuple[tuple[int, ...], str], Node] = {}
        self._known_here: dict[tuple[tuple[int, ...], str], Node] = {}
        self._classes: dict[str, frozenset[str]] = {}
        self._made: list[Node] = []

    def define(self, line: str) -> None:
        """`@name = words`."""
        name, _, words = line.partition("=")
        self._classes[name.strip()] = frozenset(words.split())

    def forget_classes(self) -> None:
        """Classes belong to one file, and so do the shared beginnings that use them."""
        self._classes.clear()
        self._known_here.clear()

    def nodes(self) -> list[Node]:
        """Every place that a phrase has made."""
        return [self.root, self.opening, *self._made]

    def add(self, cue: str, phrase: str) -> None:
        at_end = phrase.endswith("$")
        body = phrase.removesuffix("$").strip()
        places = [self.opening if body.startswith("^") else self.root]
        for element in _ELEMENT.findall(body.removeprefix("^")):
            places = self._extend(places, element)
        for place in places:
            if at_end and cue not in place.cues_at_end:
                place.cues_at_end += (cue,)
            elif not at_end and cue not in place.cues:
                place.cues += (cue,)

    def _extend(self, places: list[Node], element: str) -> list[Node]:
        optional = element.endswith("?") and len(element) > 1
        core = element.removesuffix("?")
        key = (tuple(map(id, places)), core)
        known = self._known_here if "@" in core else self._known
        target = known.get(key)
        if target is None:
            target = known[key] = Node()
            self._made.append(target)
            for place in places:
                self._link(place, core, target)
        return [*places, target] if optional else [target]

    def _link(self, place: Node, element: str, target: Node) -> None:
        if element.isalnum():
            place.lead(element, target)
        elif element.startswith("~"):
            place.gaps += ((int(element[1:]), target),)
        elif element.startswith("!"):
            place.nots += ((self._choices(element[1:]), target),)
        elif element.startswith("("):
            for row in element[1:-1].split("|"):
                if row.isalnum():
                    place.lead(row, target)
                else:
                    self._link_row(place, row.split(), target)
        else:
            self._link_words(place, self._choices(element), target)

    def _link_row(self, place: Node, row: list[str], target: Node) -> None:
        for element in row[:-1]:
            place = self._extend([place], element)[0]
        self._link(place, row[-1], target)

    def _link_words(self, place: Node, words: frozenset[str], target: Node) -> None:
        if len(words) > _SPREAD_AT_MOST and place is not self.root and place is not self.opening:
            place.sets += ((words, target),)
            return
        for word in sorted(words):
            if word.endswith("*"):
                place.lead_from_stem(word[:-1], target)
            else:
                place.lead(word, target)

    def _choices(self, element: str) -> frozenset[str]:
        return frozenset(word for part in element.split("|") for word in self._words_of(part))

    def _words_of(self, part: str) -> Iterable[str]:
        return self._classes[part] if part.startswith("@") else (part,)

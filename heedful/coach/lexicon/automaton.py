"""The net of phrases walked as an automaton: its states are made when a text first needs them.

A state is a set of places in the net. What a word leads to is worked out once and kept; words that no phrase
knows share one key, so that no text can make the table grow without end.
"""

from __future__ import annotations

from collections.abc import Iterable

from heedful.coach.lexicon.grammar import NUMBER, Net, Node

_MOST_STATES = 60_000
_SHORTEST_STEM, _LONGEST_STEM = 3, 16
Gap = tuple[int, Node]
Item = Node | Gap


class State(dict[str, "State"]):
    """Where a walk may be, and by each word the state behind it, so that a step is one look-up.

    `late` are cues that end before the word that led here, `cues` end with it, `last_cues` when the sentence ends, too.
    """

    __slots__ = ("_home", "cues", "is_end", "last_cues", "late", "places", "refusing", "speaks")

    def __init__(self, home: Automaton, places: tuple[Item, ...], late: tuple[str, ...]) -> None:
        self._home = home
        self.places = places
        nodes = [item for item in places if isinstance(item, Node)]
        self.late = late
        self.cues = tuple(dict.fromkeys(name for node in nodes for name in node.cues))
        beyond = [*nodes, *(after for node in nodes for after in _past_nots(node, None))]
        self.last_cues = tuple(dict.fromkeys(name for node in beyond for name in (*node.cues, *node.cues_at_end)))
        self.refusing = [node for node in nodes if node.nots]
        self.is_end = not places
        self.speaks = bool(late or self.cues or self.is_end)

    def __missing__(self, key: str) -> State:
        following = self[key] = self._home.step(self, key)
        return following


class Automaton:
    """`opening` is where the first word of a sentence starts from, `start` any other word; nothing leads on from `dead`."""

    def __init__(self, net: Net) -> None:
        self._alphabet, self._stems = _alphabet_of(net)
        self._heads = frozenset(stem[:_SHORTEST_STEM] for stem in self._stems)
        self._roots = (net.root, net.opening)
        self.dead = State(self, (), ())
        self._begin()

    def _begin(self) -> None:
        self._states: dict[tuple[object, ...], State] = {((),): self.dead}
        self.start = self._state([self._roots[0]], ())
        self.opening = self._state(self._roots, ())

    def keys_of(self, words: list[str]) -> list[str]:
        if len(self._states) > _MOST_STATES:
            self._begin()
        known = self._alphabet
        return [word if word in known else self._other(word) for word in words]

    def _other(self, word: str) -> str:
        """Any word that no phrase names: a number, a known stem, or just a word."""
        if word[0].isdigit():
            return NUMBER
        if word[:_SHORTEST_STEM] not in self._heads:
            return ""
        for size in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
            if word[:size] in self._stems:
                return word[:_LONGEST_STEM] if len(word) <= _LONGEST_STEM else word[:size]
        return ""

    def step(self, state: State, key: str) -> State:
        """The state behind a word, worked out when a text first needs it."""
        passed = [after for node in state.refusing for after in _past_nots(node, key)]
        reached: list[Item] = []
        for item in (*state.places, *passed):
            reached += _after(item, key) if isinstance(item, Node) else _skip(item)
        return self._state(reached, tuple(dict.fromkeys(name for node in passed for name in node.cues)))

    def _state(self, items: Iterable[Item], late: tuple[str, ...]) -> State:
        closed = _closure(items)
        name = (late, *sorted(id(one) if isinstance(one, Node) else -id(one[1]) * 16 - one[0] for one in closed))
        known = self._states.get(name)
        if known is None:
            known = self._states[name] = State(self, tuple(closed), late)
        return known


def _alphabet_of(net: Net) -> tuple[frozenset[str], frozenset[str]]:
    words: set[str] = set()
    stems: set[str] = set()
    for node in net.nodes():
        words.update(node.next)
        stems.update(node.stems)
        for choices, _ in (*node.sets, *node.nots):
            words.update(choices)
    return frozenset(words), frozenset(stems)


def _past_nots(node: Node, key: str | None) -> list[Node]:
    """The places behind 'not followed by', when the next word (None: no word) is none of the refused."""
    return [after for refused, after in node.nots if key is None or key not in refused]


def _skip(gap: Gap) -> list[Item]:
    left, target = gap
    return [target, (left - 1, target)] if left > 1 else [target]


def _after(node: Node, key: str) -> list[Item]:
    reached: list[Item] = list(node.next.get(key, ()))
    if key[:1].isdigit():
        reached += node.next.get(NUMBER, ())
    for choices, after in node.sets:
        if key in choices:
            reached.append(after)
    if node.stems:
        sizes = range(_SHORTEST_STEM, min(len(key), _LONGEST_STEM) + 1)
        reached += [after for size in sizes for after in node.stems.get(key[:size], ())]
    return reached


def _closure(items: Iterable[Item]) -> list[Item]:
    """With every gap stand its target and the words that may be skipped."""
    closed: dict[tuple[int, int], Item] = {}
    waiting = list(items)
    while waiting:
        item = waiting.pop()
        name = (id(item), 0) if isinstance(item, Node) else (id(item[1]), item[0])
        if name in closed:
            continue
        closed[name] = item
        if isinstance(item, Node):
            waiting += _opened_gaps(item)
    return list(closed.values())


def _opened_gaps(node: Node) -> list[Item]:
    targets: list[Item] = [target for _, target in node.gaps]
    return targets + [(most, target) for most, target in node.gaps if most]

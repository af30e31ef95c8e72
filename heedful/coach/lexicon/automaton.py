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

    `late` are cues that end before the word that led here, `cues` end with it; see also `at_the_end`.
    """

    __slots__ = ("_home", "_last_cues", "cues", "dull", "gaps", "is_end", "late", "nodes", "refusing", "speaks")

    def __init__(self, home: Automaton, nodes: tuple[Node, ...], gaps: tuple[Gap, ...], late: tuple[str, ...]) -> None:
        self._home = home
        self.nodes, self.gaps, self.late = nodes, gaps, late
        self.cues = _names(name for node in nodes for name in node.cues)
        self.refusing = [node for node in nodes if node.nots]
        self.is_end = not nodes and not gaps
        self.speaks = bool(late or self.cues or self.is_end)
        self.dull: State | None = None
        self._last_cues: tuple[str, ...] | None = None

    def __missing__(self, key: str) -> State:
        following = self[key] = self._home.step(self, key)
        return following

    def at_the_end(self) -> tuple[str, ...]:
        """The cues that end here when the sentence does: those of any place, and those tied to its end."""
        if self._last_cues is None:
            beyond = [*self.nodes, *_past_all(self.refusing)]
            self._last_cues = _names(name for node in beyond for name in (*node.cues, *node.cues_at_end))
        return self._last_cues


def _names(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found)))


class Keys(dict[str, str]):
    """By each word of the phrases itself. Any other word is a number, a known stem, or just a word."""

    def __init__(self, words: Iterable[str], stems: Iterable[str]) -> None:
        super().__init__((word, word) for word in words)
        self._stems = frozenset(stems)
        self._heads = frozenset(stem[:_SHORTEST_STEM] for stem in self._stems)

    def __missing__(self, word: str) -> str:
        if word[0].isdigit():
            return NUMBER
        if word[:_SHORTEST_STEM] in self._heads:
            for size in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
                if word[:size] in self._stems:
                    return word[:_LONGEST_STEM] if len(word) <= _LONGEST_STEM else word[:size]
        return ""


class Automaton:
    """`opening` is where the first word of a sentence starts from, `start` any other word; nothing leads on from `dead`."""

    def __init__(self, net: Net) -> None:
        self._keys = _keys_of(net)
        self._roots = (net.root, net.opening)
        self.dead = State(self, (), (), ())
        self._begin()

    def _begin(self) -> None:
        self._states: dict[tuple[object, ...], State] = {((), frozenset()): self.dead}
        self._alone: dict[Node, State] = {}
        self.start = self._state([self._roots[0]], ())
        self.opening = self._state([*self._roots], ())

    def keys_of(self, words: list[str]) -> list[str]:
        if len(self._states) > _MOST_STATES:
            self._begin()
        return list(map(self._keys.__getitem__, words))

    def step(self, state: State, key: str) -> State:
        """The state behind a word, worked out when a text first needs it."""
        reached: list[Item] = []
        passed = [after for node in state.refusing for after in _past_nots(node, key)] if state.refusing else []
        is_number = key[:1].isdigit()
        for node in (*state.nodes, *passed):
            if key in node.next:
                reached += node.next[key]
            if is_number and NUMBER in node.next:
                reached += node.next[NUMBER]
            if node.sets or node.stems:
                reached += _after_many(node, key)
        if not reached and not state.refusing:
            return self._behind_a_dull_word(state)
        late = _names(name for node in passed for name in node.cues) if passed else ()
        return self._state(reached + _skipped(state.gaps), late)

    def _behind_a_dull_word(self, state: State) -> State:
        """Most words lead on from no place: they are all skipped alike."""
        if state.dull is None:
            state.dull = self._state(_skipped(state.gaps), ())
        return state.dull

    def _state(self, items: list[Item], late: tuple[str, ...]) -> State:
        if len(items) == 1 and not late and isinstance(items[0], Node):
            known = self._alone.get(items[0])
            if known is None:
                known = self._alone[items[0]] = self._state_of(items, late)
            return known
        return self._state_of(items, late)

    def _state_of(self, items: list[Item], late: tuple[str, ...]) -> State:
        nodes, gaps = _closure(items)
        name = (late, frozenset((*nodes, *gaps.items())))
        known = self._states.get(name)
        if known is None:
            known = self._states[name] = State(
                self, tuple(nodes), tuple((most, one) for one, most in gaps.items()), late
            )
        return known


def _keys_of(net: Net) -> Keys:
    words: set[str] = set()
    stems: set[str] = set()
    for node in net.nodes():
        words.update(node.next)
        stems.update(node.stems)
        for choices, _ in (*node.sets, *node.nots):
            words.update(choices)
    return Keys(words, stems)


def _past_nots(node: Node, key: str) -> list[Node]:
    """The places behind 'not followed by', when the next word is none of the refused."""
    return [after for refused, after in node.nots if key not in refused]


def _past_all(refusing: list[Node]) -> list[Node]:
    """The same where no word follows."""
    return [after for node in refusing for _, after in node.nots]


def _skipped(gaps: Iterable[Gap]) -> list[Item]:
    reached: list[Item] = []
    for left, target in gaps:
        reached.append(target)
        if left > 1:
            reached.append((left - 1, target))
    return reached


def _after_many(node: Node, key: str) -> list[Node]:
    """What is reached by a class of words or by a stem."""
    reached = [after for choices, after in node.sets if key in choices]
    if node.stems:
        sizes = range(_SHORTEST_STEM, min(len(key), _LONGEST_STEM) + 1)
        reached += [after for size in sizes for after in node.stems.get(key[:size], ())]
    return reached


def _closure(items: Iterable[Item]) -> tuple[dict[Node, None], dict[Node, int]]:
    """The places, and for each that stands behind a gap the most words that may be skipped; the longer gap holds the shorter."""
    nodes: dict[Node, None] = {}
    gaps: dict[Node, int] = {}
    waiting = list(items)
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Node):
            left, target = item
            gaps[target] = max(left, gaps.get(target, 0))
        elif item not in nodes:
            nodes[item] = None
            waiting += [target for _, target in item.gaps]
            for most, target in item.gaps:
                gaps[target] = max(most, gaps.get(target, 0))
    return nodes, {target: most for target, most in gaps.items() if most}

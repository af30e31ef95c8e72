"""What the customer asked us not to do."""

from __future__ import annotations

from heedful.coach.scene import Scene

_CALLS = frozenset("call calls calling ring ringing phone phoning telephone".split())
_GIVES = frozenset("send offer give put transfer want need sell suggest mention".split())
_PLAIN = frozenset(
    "it me us you the a an any more another again this that to be through for by my your in on and or please just them anything"
    " something one back much really even know here".split()
)


def wants_no_calls(scene: Scene) -> bool:
    for one in scene.heard.words:
        words = one.words
        for at, word in enumerate(words):
            before = words[max(0, at - 3) : at]
            if word in _CALLS and {"not", "never", "instead", "without"} & set(before):
                return True
            if word == "deaf":
                return True
    return False


def refused_things(scene: Scene) -> frozenset[str]:
    """The things behind "do not send", "I do not want", each without a plural s."""
    found: set[str] = set()
    for one in scene.heard.words:
        words = one.words
        if "not" not in words:
            continue
        for at in range(len(words) - 2):
            if words[at : at + 2] == ["do", "not"] and words[at + 2] in _GIVES:
                found.update(_things(one.words[at + 3 : _end_of_clause(one.commas, at + 3, len(words))]))
    return frozenset(found)


def _end_of_clause(commas: set[int], at: int, stop: int) -> int:
    return min((comma for comma in commas if comma > at), default=min(stop, at + 4))


def _things(words: list[str]) -> list[str]:
    """Only the first plain things: "don't send it before Monday" refuses none."""
    found: list[str] = []
    for word in words[:4]:
        if word in ("before", "until", "on", "after", "without", "because", "at"):
            break
        if word not in _PLAIN and len(word) > 3:
            found.append(word.rstrip("s"))
    return found

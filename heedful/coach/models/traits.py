"""What the second opinion looks at in a draft: its words, how it is built, and what the customer had said."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from heedful.coach.models.weights import Traits
from heedful.coach.reading.words import Words
from heedful.coach.scene import Scene

_ENDINGS = ("'s", "ing", "ed", "ly", "es", "s")
_LENGTHS = tuple((bound, f">{bound}") for bound in (6, 12, 20, 35, 60, 100, 160))
_SHARES = tuple((bound, f">{bound}") for bound in (0.05, 0.1, 0.2, 0.3))
_LITTLE = 3
_MOST_WORDS = 400  # of a very long draft the beginning is enough


def traits_of(scene: Scene) -> Traits:
    """All that is true of the draft, by kind; the same for the same input."""
    words = scene.words.words[:_MOST_WORDS]
    last = scene.heard.words[-1].words[:_MOST_WORDS] if scene.heard.words else []
    said = scene.said_words if len(words) == len(scene.words.words) else frozenset(words)
    roots, theirs = set(map(root, said)), set(map(root, set(last)))
    return {
        "w": said,
        "r": roots,
        "b": set(map(" ".join, pairwise(words))),
        "c": theirs,
        "shared": _shared(theirs, roots),
        "longer": {sign for bound, sign in _LENGTHS if len(scene.words.words) > bound},
        "cue": scene.cues.keys(),
        "heard": scene.heard.cues.keys(),
        "question": {question.kind for question in scene.questions},
        "mood": {scene.customer.mood},
        "on": {scene.context.channel},
        **_edges(scene.words),
        **_readings(scene),
    }


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """A word without its ending, roughly."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _shared(theirs: set[str], roots: set[str]) -> set[str]:
    """How much of what the customer spoke of the draft takes up."""
    content = {one for one in theirs if len(one) > _LITTLE}
    share = len(content & roots) / len(content) if content else 0.0
    return {sign for bound, sign in _SHARES if share > bound}


def _edges(words: Words) -> dict[str, set[str]]:
    """How sentences begin and end."""
    row = words.words
    whole = [one for one in words.sentences if one.first < one.last <= _MOST_WORDS]
    return {
        "first": {" ".join(row[one.first : min(one.first + 2, one.last)]) for one in whole},
        "mark": {one.mark[:1] for one in whole} - {"\n"},
    }


def _readings(scene: Scene) -> dict[str, set[str]]:
    """What the coach's own reading found, alone and beside whether the customer has trouble."""
    trouble = "trouble" if scene.has_complaint else "calm"
    said: set[str] = set()
    unsaid: set[str] = set()
    for name, is_so in _read(scene):
        if is_so:
            said.update((name, f"{name} {trouble}"))
        else:
            unsaid.add(f"{name} {trouble}")
    return {"is": said, "not": unsaid}


def _read(scene: Scene) -> tuple[tuple[str, bool], ...]:
    return (
        ("acting", scene.acts),
        ("caring", scene.shows_care),
        ("informing", scene.informs),
        ("dated", bool(scene.timed_sentences)),
        ("committed", bool(scene.commitments)),
        ("leaves asks", bool(scene.open_asks)),
        ("asked", bool(scene.customer.asks)),
        ("reported", scene.is_report),
        ("hesitated", scene.hesitates),
        ("yes", scene.is_yes_to_ask),
        ("named", _says_name(scene)),
        ("with history", len(scene.context.turns) > 2),
    )


def _says_name(scene: Scene) -> bool:
    first = scene.context.customer_name.lower().split()
    return bool(first) and first[0] in scene.said_words

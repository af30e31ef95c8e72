"""What the second opinion looks at in a draft: its words, how it is built, and what the customer had said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from heedful.coach.scene import Scene

_ENDINGS = ("'s", "ing", "ed", "ly", "es", "s")
_LENGTHS = (6, 12, 20, 35, 60, 100, 160)
_SHARED = (0.05, 0.1, 0.2, 0.3)
_MOST_WORDS = 400  # of a very long draft the beginning is enough


def traits_of(scene: Scene) -> set[str]:
    """All that is true of the draft, as short names; the same for the same input."""
    words = scene.words.words[:_MOST_WORDS]
    roots = [root(word) for word in words]
    found = {f"w:{word}" for word in words}
    found.update(f"r:{one}" for one in roots)
    found.update(f"b:{one} {two}" for one, two in pairwise(words))
    found.update(_edges(scene))
    found.update(_customer(scene, frozenset(roots)))
    found.update(_shape(scene))
    return found


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """A word without its ending, roughly."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _edges(scene: Scene) -> Iterator[str]:
    """How sentences begin and end."""
    words = scene.words.words
    for sentence in scene.words.sentences:
        if sentence.first < sentence.last <= _MOST_WORDS:
            yield f"first:{' '.join(words[sentence.first : min(sentence.first + 2, sentence.last)])}"
            yield f"mark:{sentence.mark[:1]}"


def _customer(scene: Scene, roots: frozenset[str]) -> Iterator[str]:
    """What the customer spoke of, and how much of it the draft takes up."""
    last = scene.heard.words[-1].words if scene.heard.words else []
    theirs = {root(word) for word in last[:_MOST_WORDS]}
    for one in theirs:
        yield f"c:{one}"
    content = {one for one in theirs if len(one) > 3}
    share = len(content & roots) / len(content) if content else 0.0
    for bound in _SHARED:
        if share > bound:
            yield f"shared>{bound}"


def _shape(scene: Scene) -> Iterator[str]:
    """Cues, readings and the channel."""
    for name in scene.cues:
        yield f"cue:{name}"
    for name in scene.heard.cues:
        yield f"heard:{name}"
    for question in scene.questions:
        yield f"question:{question.kind}"
    trouble = "trouble" if scene.has_complaint else "calm"
    for name, is_so in _readings(scene):
        if is_so:
            yield f"is:{name}"
            yield f"is:{name} {trouble}"
        else:
            yield f"not:{name} {trouble}"
    yield f"mood:{scene.customer.mood}"
    yield f"on:{scene.context.channel}"
    for bound in _LENGTHS:
        if len(scene.words.words) > bound:
            yield f"longer>{bound}"


def _readings(scene: Scene) -> tuple[tuple[str, bool], ...]:
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

"""The second opinion: how likely a draft is good as it is, or has one of the faults.

See opinion.md for what it was fitted on, how good it is and where it is weak.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from heedful.coach.finding import Span
from heedful.coach.models.traits import traits_of
from heedful.coach.models.weights import Weights, weights_of
from heedful.coach.scene import Scene

GOOD = "good"
_MOST_EVIDENCE = 3
_weights: list[Weights | None] = []


@dataclass(frozen=True, slots=True)
class Opinion:
    """`good` and `chances` are probabilities; each fault has its own, they do not add up to one."""

    good: float
    chances: dict[str, float]
    traits: frozenset[str]


def use(weights: Weights | None) -> None:
    """Weights to judge with instead of the shipped ones; None for no opinion at all. For fitting and measuring."""
    _weights[:] = [weights]


def use_shipped() -> None:
    _weights.clear()


def shipped() -> Weights:
    return weights_of("opinion")


def opinion_of(scene: Scene) -> Opinion | None:
    """None where no opinion was learnt: in other languages, and where no customer is answered."""
    weights = _chosen() if scene.standards.second_opinion else None
    if weights is None or scene.language != "en" or not scene.words.words or not scene.customer_spoke:
        return None
    traits = traits_of(scene)
    chances = dict(zip(weights.answers, weights.chances(traits), strict=True))
    return Opinion(chances.pop(GOOD), chances, frozenset(traits))


def words_behind(scene: Scene, opinion: Opinion, fault: str) -> list[Span]:
    """The words of the draft that speak most for the fault, in order of the text."""
    weights = _chosen()
    if weights is None:
        return []
    answer = weights.answers.index(fault)
    told = sorted(_weighty(scene, opinion, weights, answer), reverse=True)[:_MOST_EVIDENCE]
    return sorted({scene.words.span(first, last) for _, first, last in told})


def _weighty(scene: Scene, opinion: Opinion, weights: Weights, answer: int) -> Iterator[tuple[int, int, int]]:
    """(weight, first word, last word) of each word and pair that speaks for the answer."""
    words = scene.words.words
    for place in range(len(words)):
        for length, kind in ((1, "w"), (2, "b")):
            trait = f"{kind}:{' '.join(words[place : place + length])}"
            weight = weights.weight(trait, answer) if trait in opinion.traits else 0
            if weight > 0 and place + length <= len(words):
                yield weight, place, place + length


def _chosen() -> Weights | None:
    return _weights[0] if _weights else shipped()

"""The second opinion: how likely a draft is good as it is, or has one of the faults.

See opinion.md for what it was fitted on, how good it is and where it is weak.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from heedful.coach.finding import Span
from heedful.coach.models.traits import traits_of
from heedful.coach.models.weights import SCALE, Traits, Weights, weights_of
from heedful.coach.scene import Scene

GOOD = "good"
_MOST_EVIDENCE = 3
_MOST = 921  # hundredths: no odds are longer than that, about one in ten thousand
UNKNOWN = -4.595  # the odds of a fault that no answer speaks of: one in a hundred
_weights: list[Weights | None] = []


@dataclass(frozen=True, slots=True)
class Opinion:
    """For "good" and for each fault the logarithm of its odds; each for itself, they do not add up to anything."""

    odds: dict[str, float]
    traits: Traits

    def of(self, answer: str) -> float:
        return self.odds.get(answer, UNKNOWN)


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
    return held_by(weights, traits_of(scene))


def held_by(weights: Weights, traits: Traits) -> Opinion:
    totals = zip(weights.answers, weights.totals(traits), strict=True)
    within = {answer: total if -_MOST < total < _MOST else _within(total) for answer, total in totals}
    return Opinion({answer: total / SCALE for answer, total in within.items()}, traits)


def _within(total: int) -> int:
    return max(-_MOST, min(_MOST, total))


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
    single, paired = (_speaking(opinion, weights, kind, answer) for kind in ("w", "b"))
    for place, word in enumerate(words):
        if word in single:
            yield single[word], place, place + 1
        both = f"{word} {words[place + 1]}" if paired and place + 1 < len(words) else ""
        if both in paired:
            yield paired[both], place, place + 2


def _speaking(opinion: Opinion, weights: Weights, kind: str, answer: int) -> dict[str, int]:
    """Of the draft's traits of one kind those that speak for the answer, and how much."""
    weighed = weights.weighing(kind, opinion.traits[kind], answer)
    return {name: weight for name, weight in weighed.items() if weight > 0}


def _chosen() -> Weights | None:
    return _weights[0] if _weights else shipped()

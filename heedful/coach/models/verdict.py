"""Whether a fault is named: rules and the second opinion heard together, one chance for each fault.

A rule that is often right keeps its word against a milder opinion, one that is often wrong does not; how often,
is learnt from drafts that the rules had not been written for. See opinion.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from heedful.coach.finding import Finding
from heedful.coach.models.opinion import GOOD, UNKNOWN, Opinion
from heedful.coach.models.weights import text_of

_RANKS = ("first", "second")
_IS = "is "


@dataclass(frozen=True, slots=True)
class Told:
    """The weights, and those of them that count where no rule speaks, ready at hand."""

    of: dict[str, float]
    alone: dict[str, float]
    slope: float

    @classmethod
    def made_of(cls, weights: dict[str, float]) -> Told:
        alone = {name.removeprefix(_IS): weight for name, weight in weights.items() if name.startswith(_IS)}
        return cls(weights, alone, weights.get("chance", 0.0))


_used: list[Told] = []


def use(weights: dict[str, float] | None) -> None:
    """Weights to judge with instead of the shipped ones. For fitting and measuring."""
    _used[:] = [] if weights is None else [Told.made_of(weights)]


def verdicts(faults: Sequence[str], findings: Sequence[Finding], opinion: Opinion) -> dict[str, float]:
    """The logarithm of the odds of each fault, given what the rules found and what the opinion holds."""
    weights = _chosen()
    heard = by_fault(findings)
    ranks = ranked(faults, opinion)
    silent, alone, slope = _of_silent(weights, heard, opinion), weights.alone, weights.slope
    odds = opinion.odds
    found = {fault: silent + slope * odds.get(fault, UNKNOWN) + alone.get(fault, 0.0) for fault in faults}
    for rank, fault in enumerate(ranks):
        found[fault] += weights.of.get(_RANKS[rank], 0.0)
    for fault in heard:
        if fault in found:
            told = signs(fault, heard, opinion, ranks)
            found[fault] = weights.of["bias"] + sum(weights.of.get(name, 0.0) * value for name, value in told)
    return found


def _of_silent(weights: Told, heard: dict[str, list[Finding]], opinion: Opinion) -> float:
    """What is the same for all faults of which no rule speaks."""
    warned = len(warned_of(heard))
    of = weights.of
    total = of["bias"] + of.get("good", 0.0) * opinion.of(GOOD)
    return total + of.get("faults warned of", 0.0) * warned + of.get("another warned of", 0.0) * bool(warned)


def by_fault(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    heard: dict[str, list[Finding]] = {}
    for one in findings:
        heard.setdefault(one.category, []).append(one)
    return heard


def warned_of(heard: dict[str, list[Finding]]) -> set[str]:
    return {fault for fault, found in heard.items() if any(one.severity != "info" for one in found)}


def ranked(faults: Sequence[str], opinion: Opinion) -> tuple[str, ...]:
    """The faults that the opinion holds likeliest, as many as count."""
    of = opinion.odds.get
    return tuple(sorted(_in_order(tuple(faults)), key=lambda fault: of(fault, UNKNOWN), reverse=True)[: len(_RANKS)])


@lru_cache(maxsize=8)
def _in_order(faults: tuple[str, ...]) -> list[str]:
    return sorted(faults)


def signs(
    fault: str, heard: dict[str, list[Finding]], opinion: Opinion, ranks: tuple[str, ...]
) -> Iterator[tuple[str, float]]:
    """What speaks for or against one fault, as (name, value)."""
    good, chance = opinion.of(GOOD), opinion.of(fault)
    warned = warned_of(heard)
    yield "good", good
    yield "chance", chance
    yield f"is {fault}", 1.0
    if fault in ranks:
        yield _RANKS[ranks.index(fault)], 1.0
    yield "faults warned of", float(len(warned))
    if warned - {fault}:
        yield "another warned of", 1.0
    mine = heard.get(fault, ())
    for code, is_hint in sorted({(one.code, one.severity == "info") for one in mine}):
        yield f"{'hint' if is_hint else 'warning'} {code}", 1.0
    if fault in warned:
        yield "warned", 1.0
        yield "warned, good", good
        yield "warned, chance", chance
        yield "warned, sure", max(one.confidence for one in mine if one.severity != "info")
    elif mine:
        yield "hinted", 1.0
        yield "hinted, good", good


def _chosen() -> Told:
    return _used[0] if _used else shipped()


@lru_cache(maxsize=1)
def shipped() -> Told:
    return Told.made_of(weights_of())


def weights_of() -> dict[str, float]:
    """The shipped ones: a name and its weight on each line."""
    lines = text_of("verdict.tsv").splitlines()
    return {name: float(weight) for name, weight in (line.split("\t") for line in lines)}

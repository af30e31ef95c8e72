"""Whether a fault is named: rules and the second opinion heard together, one chance for each fault.

A rule that is often right keeps its word against a milder opinion, one that is often wrong does not; how often,
is learnt from drafts that the rules had not been written for. See opinion.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from math import exp, log

from heedful.coach.finding import Finding
from heedful.coach.models.opinion import Opinion

_LEAST = 1e-4
_UNKNOWN = 0.01
_RANKS = ("first", "second")
_read: list[dict[str, float]] = []


def use(weights: dict[str, float] | None) -> None:
    """Weights to judge with instead of the shipped ones. For fitting and measuring."""
    _read[:] = [] if weights is None else [weights]


def verdicts(faults: Sequence[str], findings: Sequence[Finding], opinion: Opinion) -> dict[str, float]:
    """The chance of each fault, given what the rules found and what the opinion holds."""
    weights = _read[0] if _read else weights_of()
    heard = by_fault(findings)
    ranks = ranked(faults, opinion)
    silent = _of_silent(weights, heard, opinion)
    found = {}
    for fault in faults:
        if fault in heard:
            told = signs(fault, heard, opinion, ranks[fault])
            total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in told)
        else:
            total = silent + _of_opinion(weights, fault, opinion, ranks[fault])
        found[fault] = _chance(total)
    return found


def _of_silent(weights: dict[str, float], heard: dict[str, list[Finding]], opinion: Opinion) -> float:
    """What is the same for all faults of which no rule speaks."""
    warned = len(warned_of(heard))
    total = weights["bias"] + weights.get("good", 0.0) * odds(opinion.good)
    return total + weights.get("faults warned of", 0.0) * warned + weights.get("another warned of", 0.0) * bool(warned)


def _of_opinion(weights: dict[str, float], fault: str, opinion: Opinion, rank: int) -> float:
    total = weights.get("chance", 0.0) * odds(opinion.chances.get(fault, _UNKNOWN)) + weights.get(f"is {fault}", 0.0)
    return total + (weights.get(_RANKS[rank], 0.0) if rank < len(_RANKS) else 0.0)


def by_fault(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    heard: dict[str, list[Finding]] = {}
    for one in findings:
        heard.setdefault(one.category, []).append(one)
    return heard


def warned_of(heard: dict[str, list[Finding]]) -> set[str]:
    return {fault for fault, found in heard.items() if any(one.severity != "info" for one in found)}


def ranked(faults: Sequence[str], opinion: Opinion) -> dict[str, int]:
    """The place of each fault in the opinion's own order."""
    order = sorted(faults, key=lambda fault: (-opinion.chances.get(fault, 0.0), fault))
    return {fault: place for place, fault in enumerate(order)}


def signs(fault: str, heard: dict[str, list[Finding]], opinion: Opinion, rank: int) -> Iterator[tuple[str, float]]:
    """What speaks for or against one fault, as (name, value)."""
    good, chance = odds(opinion.good), odds(opinion.chances.get(fault, _UNKNOWN))
    warned = warned_of(heard)
    yield "good", good
    yield "chance", chance
    yield f"is {fault}", 1.0
    if rank < len(_RANKS):
        yield _RANKS[rank], 1.0
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


def odds(chance: float) -> float:
    """The logarithm of the odds, between about -9 and 9."""
    kept = min(1 - _LEAST, max(_LEAST, chance))
    return log(kept / (1 - kept))


def _chance(total: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


@lru_cache(maxsize=1)
def weights_of() -> dict[str, float]:
    """The shipped ones: a name and its weight on each line."""
    text = resources.files(__package__).joinpath("verdict.tsv").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in (line.split("\t") for line in text.splitlines())}

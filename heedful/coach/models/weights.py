"""Weights of a linear model as text: one line for each trait, whole numbers, so that a change can be read."""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from math import exp

SCALE = 100  # a weight of 1.0 is written as 100
_HERE = os.path.dirname(__file__)  # noqa: PTH120 - pathlib costs 10 ms of the first review
# The weights of all answers to one trait stand side by side in one whole number, so that one addition sums them all.
_LANE = 32
_HALF = 1 << (_LANE - 1)
_MASK = (1 << _LANE) - 1


Traits = Mapping[str, AbstractSet[str]]  # by their kind: of "w:late" the kind is "w" and the name is "late"


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows` holds by kind and name a trait's line until the trait is first met, and then its weights side by side."""

    answers: tuple[str, ...]
    bias: int
    rows: dict[str, dict[str, str | int]]

    def totals(self, traits: Traits) -> list[int]:
        """For each answer the sum of its weights, in hundredths: the logarithm of the odds."""
        total = self.bias
        for kind, names in traits.items():
            rows = self.rows.get(kind)
            if rows is None:
                continue
            try:
                total += sum(filter(None, map(rows.get, names)))  # type: ignore[arg-type]
            except TypeError:  # a line among them that nobody has asked for yet
                total += sum([self._packed(kind, name) for name in rows.keys() & names])
        return _apart(total, len(self.answers))

    def chances(self, traits: Traits) -> list[float]:
        """The probability of each answer, each for itself."""
        return [chance_of(total / SCALE) for total in self.totals(traits)]

    def weight(self, kind: str, name: str, answer: int) -> int:
        """How much one trait speaks for one answer, in hundredths."""
        return self.weighing(kind, (name,), answer).get(name, 0)

    def weighing(self, kind: str, names: Iterable[str], answer: int) -> dict[str, int]:
        """The same of each trait of a kind that has a weight at all."""
        known = self.rows.get(kind)
        raised = _raised(len(self.answers))
        found = known.keys() & names if known else ()
        return {name: _lane(self._packed(kind, name) + raised, answer) for name in found}

    def _packed(self, kind: str, name: str) -> int:
        row = self.rows[kind][name]
        if isinstance(row, int):
            return row
        packed = 0
        for pair in row.split("\t") if row else ():
            answer, _, weight = pair.partition(":")
            packed += int(weight) << (_LANE * int(answer))
        self.rows[kind][name] = packed
        return packed


def flat(traits: Traits) -> Iterator[str]:
    """As they are named in the file."""
    return (f"{kind}:{name}" for kind, names in traits.items() for name in names)


def _apart(total: int, count: int) -> list[int]:
    lanes = array("I", (total + _raised(count)).to_bytes(4 * count, sys.byteorder))
    return [lane - _HALF for lane in (lanes if sys.byteorder == "little" else reversed(lanes))]


def _lane(raised: int, place: int) -> int:
    return (raised >> (_LANE * place) & _MASK) - _HALF


@lru_cache(maxsize=8)
def _raised(count: int) -> int:
    """Half of a lane in every lane: none is below zero then, and none borrows from its neighbour."""
    return sum(_HALF << (_LANE * place) for place in range(count))


def chance_of(odds: float) -> float:
    """Of the logarithm of the odds."""
    return 1 / (1 + exp(-max(-40.0, min(40.0, odds))))


@lru_cache(maxsize=8)
def weights_of(name: str) -> Weights:
    """Those that lie beside this file; read once, when somebody asks."""
    return read(text_of(f"{name}.tsv"))


def text_of(name: str) -> str:
    """A file that lies beside this one; importlib.resources costs 12 ms of the first review."""
    with open(os.path.join(_HERE, name), encoding="utf-8") as file:  # noqa: PTH118, PTH123
        return file.read()


def read(text: str) -> Weights:
    answers, biases, *lines = text.removesuffix("\n").split("\n")
    rows: dict[str, dict[str, str | int]] = {}
    for line in lines:
        trait, _, pairs = line.partition("\t")
        kind, _, name = trait.partition(":")
        rows.setdefault(kind, {})[name] = pairs
    bias = sum(int(one) << (_LANE * place) for place, one in enumerate(biases.split("\t")))
    return Weights(tuple(answers.split("\t")), bias, rows)


def written(answers: Iterable[str], biases: Iterable[int], rows: Mapping[str, Mapping[int, int]]) -> str:
    """The file's text; traits in order of the alphabet."""
    lines = ["\t".join(answers), "\t".join(str(one) for one in biases)]
    for trait in sorted(rows):
        pairs = "\t".join(f"{answer}:{weight}" for answer, weight in sorted(rows[trait].items()))
        lines.append(f"{trait}\t{pairs}")
    return "\n".join(lines) + "\n"

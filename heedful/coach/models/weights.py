"""Weights of a linear model as text: one line for each trait, whole numbers, so that a change can be read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp

SCALE = 100  # a weight of 1.0 is written as 100
_HERE = os.path.dirname(__file__)  # noqa: PTH120 - pathlib costs 10 ms of the first review
# The weights of all answers to one trait stand side by side in one whole number, so that one addition sums them all.
_LANE = 24
_HALF = 1 << (_LANE - 1)
_MASK = (1 << _LANE) - 1


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows` holds for each trait its line until the trait is first met, and then its weights side by side."""

    answers: tuple[str, ...]
    bias: int
    rows: dict[str, str | int]

    def chances(self, traits: Iterable[str]) -> list[float]:
        """The probability of each answer, each for itself."""
        total = self.bias
        rows = self.rows
        for trait in traits:
            row = rows.get(trait)
            if row is not None:
                total += row if row.__class__ is int else self._packed(trait, str(row))
        return [_chance(one) for one in _apart(total, len(self.answers))]

    def weight(self, trait: str, answer: int) -> int:
        """How much one trait speaks for one answer, in hundredths."""
        row = self.rows.get(trait, 0)
        packed = row if isinstance(row, int) else self._packed(trait, row)
        return _lane(packed + _raised(len(self.answers)), answer)

    def _packed(self, trait: str, line: str) -> int:
        pairs = (pair.split(":") for pair in line.split("\t") if pair)
        packed = sum(int(weight) << (_LANE * int(answer)) for answer, weight in pairs)
        self.rows[trait] = packed
        return packed


def _apart(total: int, count: int) -> list[int]:
    raised = total + _raised(count)
    return [_lane(raised, place) for place in range(count)]


def _lane(raised: int, place: int) -> int:
    return (raised >> (_LANE * place) & _MASK) - _HALF


@lru_cache(maxsize=8)
def _raised(count: int) -> int:
    """Half of a lane in every lane: none is below zero then, and none borrows from its neighbour."""
    return sum(_HALF << (_LANE * place) for place in range(count))


def _chance(total: int) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, total / SCALE))))


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
    rows: dict[str, str | int] = {}
    for line in lines:
        trait, _, pairs = line.partition("\t")
        rows[trait] = pairs
    bias = sum(int(one) << (_LANE * place) for place, one in enumerate(biases.split("\t")))
    return Weights(tuple(answers.split("\t")), bias, rows)


def written(answers: Iterable[str], biases: Iterable[int], rows: Mapping[str, Mapping[int, int]]) -> str:
    """The file's text; traits in order of the alphabet."""
    lines = ["\t".join(answers), "\t".join(str(one) for one in biases)]
    for trait in sorted(rows):
        pairs = "\t".join(f"{answer}:{weight}" for answer, weight in sorted(rows[trait].items()))
        lines.append(f"{trait}\t{pairs}")
    return "\n".join(lines) + "\n"

"""Weights of a linear model as text: one line for each trait, whole numbers, so that a change can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp

SCALE = 100  # a weight of 1.0 is written as 100


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows` holds for each trait the answers that it speaks for or against, as (answer, weight) pairs."""

    answers: tuple[str, ...]
    biases: tuple[int, ...]
    rows: Mapping[str, tuple[tuple[int, int], ...]]

    def chances(self, traits: Iterable[str]) -> list[float]:
        """The probability of each answer, each for itself."""
        sums = list(self.biases)
        rows = self.rows
        for trait in traits:
            for answer, weight in rows.get(trait, ()):
                sums[answer] += weight
        return [1 / (1 + exp(-max(-40.0, min(40.0, one / SCALE)))) for one in sums]


@lru_cache(maxsize=4)
def weights_of(name: str) -> Weights:
    """Those that lie beside this file; read once, when somebody asks."""
    return read(resources.files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8"))


def read(text: str) -> Weights:
    answers, biases, *lines = text.splitlines()
    rows = {}
    for line in lines:
        trait, *pairs = line.split("\t")
        rows[trait] = tuple((int(answer), int(weight)) for answer, weight in (pair.split(":") for pair in pairs))
    return Weights(tuple(answers.split("\t")), tuple(int(one) for one in biases.split("\t")), rows)


def written(answers: Iterable[str], biases: Iterable[int], rows: Mapping[str, Mapping[int, int]]) -> str:
    """The file's text; traits in order of the alphabet."""
    lines = ["\t".join(answers), "\t".join(str(one) for one in biases)]
    for trait in sorted(rows):
        pairs = "\t".join(f"{answer}:{weight}" for answer, weight in sorted(rows[trait].items()))
        lines.append(f"{trait}\t{pairs}")
    return "\n".join(lines) + "\n"

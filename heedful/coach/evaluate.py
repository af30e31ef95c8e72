"""How good the coach is on cases with known answers: `python -m heedful.coach.evaluate FILE...`.

A category that is found but not expected is a false positive on any draft; info findings count for nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heedful.coach.cases import Case, NotACase, read_case
from heedful.coach.catalog import RULES
from heedful.coach.finding import CATEGORIES
from heedful.coach.review import review
from heedful.coach.standards import Standards

PLAIN = tuple(name for name in CATEGORIES if name != "other")
_ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Judged:
    """A case, and the plain categories that were found in it at warning or above."""

    case: Case
    found: frozenset[str]

    @property
    def is_good(self) -> bool:
        return "good" in self.case.expect

    @property
    def hits_primary(self) -> bool:
        return self.case.expect[0] in self.found

    @property
    def passes_trap(self) -> bool:
        """Nothing that must not be found was found; 'good' among them means that something had to be."""
        refused = set(self.case.not_expect)
        return not (refused - {"good"}) & self.found and not ("good" in refused and not self.found)


def judge(cases: Sequence[Case], standards: Standards) -> list[Judged]:
    return [Judged(case, _found(case, standards)) for case in cases]


def _found(case: Case, standards: Standards) -> frozenset[str]:
    findings = review(case.draft, case.context, standards).findings
    return frozenset(one.category for one in findings if one.severity != "info")


def f1_of(category: str, judged: Sequence[Judged]) -> float | None:
    """None where the category is neither expected nor found."""
    right = sum(category in one.found and category in one.case.expect for one in judged)
    wrong = sum(category in one.found and category not in one.case.expect for one in judged)
    missed = sum(category not in one.found and category in one.case.expect for one in judged)
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else None


def macro_f1(judged: Sequence[Judged]) -> float:
    scores = [score for score in (f1_of(category, judged) for category in PLAIN) if score is not None]
    return sum(scores) / len(scores) if scores else 1.0


def primary_recall(judged: Sequence[Judged]) -> float:
    return _share([one.hits_primary for one in judged if not one.is_good])


def clean_good(judged: Sequence[Judged]) -> float:
    """'other' counts too: a good draft has no warning at all."""
    return _share([not one.found for one in judged if one.is_good])


def traps_passed(judged: Sequence[Judged]) -> float:
    return _share([one.passes_trap for one in judged if one.case.not_expect])


def refused_found(judged: Sequence[Judged]) -> float:
    """Traps again, by the narrow reading: no category that must not be found was found."""
    return _share([not (set(one.case.not_expect) - {"good"}) & one.found for one in judged if one.case.not_expect])


FIGURES: tuple[tuple[str, Callable[[Sequence[Judged]], float]], ...] = (
    ("macro-F1", macro_f1),
    ("primary recall", primary_recall),
    ("clean good drafts", clean_good),
    ("traps passed", refused_found),
    ("traps passed, and no bad draft clean", traps_passed),
)


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 1.0


def interval(judged: Sequence[Judged], figure: Callable[[Sequence[Judged]], float]) -> tuple[float, float]:
    """95 % by drawing cases anew; the same dice each time."""
    dice = random.Random(7)  # noqa: S311 - dice, not secrets
    drawn = sorted(figure(dice.choices(judged, k=len(judged))) for _ in range(_ROUNDS))
    return drawn[int(_ROUNDS * 0.025)], drawn[int(_ROUNDS * 0.975)]


def read_cases(path: Path, part: str) -> Iterator[Case]:
    """`part` is 'all', 'held' (rows marked "held": true) or 'open' (the others)."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            row = _row(line, f"{path}:{number}: ")
            if part == "all" or (row.get("held") is True) == (part == "held"):
                yield read_case(row)


def _row(line: str, place: str) -> dict[str, Any]:
    """One labelled case; a file of cases is written by hand, so a slip in it is named with its line."""
    try:
        row = json.loads(line)
        read_case(row)
    except (ValueError, RecursionError) as problem:
        raise NotACase(f"{place}{problem}") from None
    if not isinstance(row.get("expect"), list) or not row["expect"]:
        raise NotACase(f"{place}'expect' has to name at least one category, or 'good'")
    return dict(row)


def ablation(cases: Sequence[Case]) -> Iterator[str]:
    """What each rule wins: the figures without it, against those with it."""
    whole = judge(cases, Standards())
    for rule in RULES:
        without = judge(cases, Standards(ignore=(rule.code,)))
        gains = [f"{figure(whole) - figure(without):+.3f}" for _, figure in FIGURES[:4]]
        yield f"{rule.code} {rule.name:<28} {'  '.join(gains)}"


def report(judged: Sequence[Judged]) -> Iterator[str]:
    yield f"{len(judged)} cases, {sum(one.is_good for one in judged)} of them good"
    for name, figure in FIGURES:
        low, high = interval(judged, figure)
        yield f"{name:<38} {figure(judged):.3f}  [{low:.3f}, {high:.3f}]"
    for category in PLAIN:
        score = f1_of(category, judged)
        if score is not None:
            yield f"  {category:<24} {score:.2f}  {_counts(category, judged)}"


def _counts(category: str, judged: Sequence[Judged]) -> str:
    expected = sum(category in one.case.expect for one in judged)
    found = sum(category in one.found for one in judged)
    both = sum(category in one.found and category in one.case.expect for one in judged)
    return f"expected {expected}, found {found}, right {both}"


def misses(judged: Sequence[Judged]) -> Iterator[str]:
    for one in judged:
        wrong = one.found - set(one.case.expect)
        missed = set(one.case.expect) - one.found - {"good"}
        if wrong or missed:
            marks = [f"-{name}" for name in sorted(missed)] + [f"+{name}" for name in sorted(wrong)]
            yield f"{one.case.id}: {' '.join(marks)} | {' '.join(one.case.draft.text.split())[:160]}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m heedful.coach.evaluate", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--part", choices=("all", "open", "held"), default="all")
    parser.add_argument("--misses", action=argparse.BooleanOptionalAction, default=True, help="what came out otherwise")
    parser.add_argument("--ablation", action="store_true", help="what each rule wins or costs")
    asked = parser.parse_args(argv)
    try:
        cases = [case for path in asked.files for case in read_cases(path, asked.part)]
    except (OSError, UnicodeDecodeError, NotACase) as problem:
        parser.error(str(problem))
    judged = judge(cases, Standards())
    lines = [*report(judged), *(misses(judged) if asked.misses else ()), *(ablation(cases) if asked.ablation else ())]
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())

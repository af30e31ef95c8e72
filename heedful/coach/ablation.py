"""What each rule wins and costs: `python -m heedful.coach.ablation [FILE...] > docs/coach-ablation.md`.

The rules alone, without the second opinion. For each rule: its warnings and how many were right, and what the figures
lose when it is off, in points of a hundred. A rule that never warns and never hints wins nothing and should go.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from heedful.coach.cases import Case
from heedful.coach.catalog import RULES
from heedful.coach.evaluate import Judged, clean_good, macro_f1, primary_recall, read_cases, refused_found
from heedful.coach.finding import Finding
from heedful.coach.review import review
from heedful.coach.rule import Rule
from heedful.coach.standards import Standards

_CASES = Path(__file__).parent / "tests" / "cases"
_NOT_THESE = "promises"
_FIGURES = (macro_f1, primary_recall, clean_good, refused_found)
_HEAD = """# What each rule of the coach wins and costs

Made by `python -m heedful.coach.ablation > docs/coach-ablation.md` from {cases} cases of our own, {good} of them
good: the rules alone, without the second opinion. All rules together: macro-F1 {0:.3f}, primary recall {1:.3f},
clean good drafts {2:.3f}, traps passed {3:.3f}. *Warned* and *right* count drafts; *hints* are findings of level info.
The last four columns say how many hundredths each figure loses without the rule; a minus sign means that the figure
is better without it. Rules of the category 'other' cannot be right or wrong here. CLR104, HON201, PRM103, PRM301 and
PUB301 look at what such cases do not hold (brand words, incidents, promises on record, opening hours, direct
messages); the examples on their pages test them.

| rule | warned | right | hints | macro-F1 | recall | clean | traps |
|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Heard:
    """A case and what all rules together found in it."""

    case: Case
    findings: tuple[Finding, ...]

    @property
    def judged(self) -> Judged:
        return Judged(self.case, _serious(self.findings))


def _serious(findings: Sequence[Finding]) -> frozenset[str]:
    return frozenset(one.category for one in findings if one.severity != "info")


def hear(cases: Sequence[Case]) -> list[Heard]:
    return [Heard(case, _review(case, ())) for case in cases]


def _review(case: Case, ignore: tuple[str, ...]) -> tuple[Finding, ...]:
    return review(case.draft, case.context, Standards(ignore=ignore, second_opinion=False)).findings


def without(rule: Rule, heard: Sequence[Heard]) -> list[Judged]:
    """Only where the rule spoke does its silence change anything."""
    return [
        Judged(one.case, _serious(_review(one.case, (rule.code,))))
        if any(found.code == rule.code for found in one.findings)
        else one.judged
        for one in heard
    ]


def table(cases: Sequence[Case]) -> Iterator[str]:
    heard = hear(cases)
    whole = [one.judged for one in heard]
    good = sum(one.is_good for one in whole)
    figures = [figure(whole) for figure in _FIGURES]
    yield _HEAD.format(*figures, cases=len(cases), good=good)
    for rule in RULES:
        fewer = without(rule, heard)
        lost = [f"{100 * (had - figure(fewer)):+.2f}" for had, figure in zip(figures, _FIGURES, strict=True)]
        yield f"| {rule.code} {rule.name} | {_counts(rule, heard)} | {' | '.join(lost)} |"


def _counts(rule: Rule, heard: Sequence[Heard]) -> str:
    warned = [one for one in heard if _spoke(rule, one, hint=False)]
    right = sum(rule.category in one.case.expect for one in warned)
    hints = sum(_spoke(rule, one, hint=True) for one in heard)
    return f"{len(warned)} | {'' if rule.category == 'other' else right} | {hints}"


def _spoke(rule: Rule, one: Heard, *, hint: bool) -> bool:
    return any(found.code == rule.code and (found.severity == "info") == hint for found in one.findings)


def main(argv: Sequence[str]) -> int:
    files = [Path(name) for name in argv] or sorted(
        path for path in _CASES.glob("*.jsonl") if not path.stem.startswith(_NOT_THESE)
    )
    sys.stdout.write("\n".join(table([case for path in files for case in read_cases(path, "all")])) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

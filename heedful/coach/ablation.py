"""What each rule wins and costs: `python -m heedful.coach.ablation [FILE...] > docs/coach-ablation.md`.

For each rule: its warnings and how many were right, as the coach ships and by the rules alone, and what the figures of
the rules alone lose when it is off, in points of a hundred. A rule that never speaks wins nothing and should go.
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
good. The rules alone, without the second opinion: macro-F1 {0:.3f}, primary recall {1:.3f}, clean good drafts {2:.3f},
traps passed {3:.3f}. Drafts are counted as *right / warned (precision)*: as the coach ships, with the second opinion;
of those the third that is held back; and by the rules alone. *Hints* are findings of level info, by the rules alone.
The last four columns say how many hundredths each figure loses without the rule; a minus sign means that the figure
is better without it. Rules of the category 'other' cannot be right or wrong here. A rule has to keep a precision of
0.8 as it ships, or it gives hints only, which the opinion may raise: EMP102, EMP201, HON102, QST203, QST204, TON203.
CLR104, HON201, PER206, PRM103, PRM203, PRM301 and PUB301 look at what such cases do not hold (brand words, incidents,
promises on record, opening hours, direct messages); the examples on their pages test them.

| rule | as it ships | held of those | alone | hints | macro-F1 | recall | clean | traps |
|---|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Heard:
    """A case, what all rules together found in it, and what is left of that with the second opinion."""

    case: Case
    findings: tuple[Finding, ...]
    shipped: tuple[Finding, ...]
    is_held: bool

    @property
    def judged(self) -> Judged:
        return Judged(self.case, _serious(self.findings))


def _serious(findings: Sequence[Finding]) -> frozenset[str]:
    return frozenset(one.category for one in findings if one.severity != "info")


def hear(cases: Sequence[Case], *, held: bool = False) -> list[Heard]:
    return [Heard(case, _review(case, ()), _shipped(case), held) for case in cases]


def _review(case: Case, ignore: tuple[str, ...]) -> tuple[Finding, ...]:
    return review(case.draft, case.context, Standards(ignore=ignore, second_opinion=False)).findings


def _shipped(case: Case) -> tuple[Finding, ...]:
    return review(case.draft, case.context, Standards()).findings


def without(rule: Rule, heard: Sequence[Heard]) -> list[Judged]:
    """Only where the rule spoke does its silence change anything."""
    return [
        Judged(one.case, _serious(_review(one.case, (rule.code,))))
        if any(found.code == rule.code for found in one.findings)
        else one.judged
        for one in heard
    ]


def table(heard: Sequence[Heard]) -> Iterator[str]:
    whole = [one.judged for one in heard]
    good = sum(one.is_good for one in whole)
    figures = [figure(whole) for figure in _FIGURES]
    yield _HEAD.format(*figures, cases=len(heard), good=good)
    for rule in RULES:
        fewer = without(rule, heard)
        lost = [f"{100 * (had - figure(fewer)):+.2f}" for had, figure in zip(figures, _FIGURES, strict=True)]
        yield f"| {rule.code} {rule.name} | {_counts(rule, heard)} | {' | '.join(lost)} |"


def _counts(rule: Rule, heard: Sequence[Heard]) -> str:
    shipped = [(one.case, one.shipped) for one in heard]
    held = [(one.case, one.shipped) for one in heard if one.is_held]
    alone = [(one.case, one.findings) for one in heard]
    hints = sum(_spoke(rule, one.findings, hint=True) for one in heard)
    return " | ".join([*(precision(rule, rows) for rows in (shipped, held, alone)), str(hints)])


def precision(rule: Rule, rows: Sequence[tuple[Case, tuple[Finding, ...]]]) -> str:
    """As in "19 / 20 (0.95)": drafts that it warned of, and those where it was right."""
    warned = [case for case, findings in rows if _spoke(rule, findings, hint=False)]
    if not warned or rule.category == "other":
        return str(len(warned) or "")
    right = sum(rule.category in case.expect for case in warned)
    return f"{right} / {len(warned)} ({right / len(warned):.2f})"


def _spoke(rule: Rule, findings: Sequence[Finding], *, hint: bool) -> bool:
    return any(one.code == rule.code and (one.severity == "info") == hint for one in findings)


def main(argv: Sequence[str]) -> int:
    files = [Path(name) for name in argv] or sorted(
        path for path in _CASES.glob("*.jsonl") if not path.stem.startswith(_NOT_THESE)
    )
    open_to_all = [case for path in files for case in read_cases(path, "open")]
    held = [case for path in files for case in read_cases(path, "held")]
    sys.stdout.write("\n".join(table([*hear(open_to_all), *hear(held, held=True)])) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

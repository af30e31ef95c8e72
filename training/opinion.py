"""Fit the coach's second opinion on our own labelled cases: `python -m training.opinion`.

Writes opinion.tsv and verdict.tsv in heedful/coach/models/. `--check` leaves out one file of cases after the other,
fits on the rest and prints the coach's figures on the one left out, without and with the opinion, for the model card.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from heedful.coach.cases import Case
from heedful.coach.evaluate import FIGURES, Judged, read_cases
from heedful.coach.models import opinion, verdict, weights
from heedful.coach.models.traits import traits_of
from heedful.coach.models.weights import Traits
from heedful.coach.review import review
from heedful.coach.scene import Scene
from heedful.coach.second_thoughts import FAULTS
from heedful.coach.standards import Standards

HERE = Path(__file__).parent
CASES = HERE.parent / "heedful/coach/tests/cases"
OLD = ("en", "market", "harbour", "valley", "island", "meadow", "orchard")
READ = ("garden", "bridge", "anvil", "birch")
TEXTS = (*OLD, "garden", "bridge", "lantern")
RULES_ALONE = Standards(second_opinion=False)
LEAST = 3  # a trait of fewer drafts says nothing
SMALLEST = 4  # hundredths; weights below that are left out
GOOD_PENALTY, FAULT_PENALTY, VERDICT_PENALTY = 0.3, 1.0, 0.3  # scikit-learn's C: smaller trusts the single trait less
FEWEST = 12  # drafts with a fault before it gets an answer of its own


@dataclass(frozen=True)
class Told:
    """A labelled case and what is true of its draft."""

    file: str
    case: Case
    traits: Traits


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--check", action="store_true")
    told = list(all_told())
    if given.parse_args().check:
        check(told)
        return
    folder = Path(opinion.__file__).parent
    (folder / "opinion.tsv").write_text(fit(told), encoding="utf-8")
    heard = fit_verdict(told, without_each(told, fresh()))
    (folder / "verdict.tsv").write_text("".join(f"{name}\t{heard[name]}\n" for name in sorted(heard)), encoding="utf-8")
    print(f"{len(told)} drafts, {(folder / 'opinion.tsv').stat().st_size / 1000:.0f} kB")


def fresh() -> list[str]:
    """Files that the rules were not written for, and whose misses were not read while they were."""
    return [file.stem for file in files() if file.stem not in (*OLD, *READ)]


def files() -> list[Path]:
    return [*(CASES / f"{name}.jsonl" for name in TEXTS), *sorted((HERE / "cases").glob("*.jsonl"))]


def all_told() -> Iterator[Told]:
    """The open cases; what is held back is never fitted on."""
    for file in files():
        for case in read_cases(file, "open"):
            yield Told(file.stem, case, traits_of(Scene(case.draft, case.context, Standards())))


def fit(told: Sequence[Told]) -> str:
    """One regression for 'good' and one for each fault; returns the text of the weights."""
    names_of = [sorted(weights.flat(one.traits)) for one in told]
    seen = Counter(name for names in names_of for name in names)
    shaper = DictVectorizer(dtype=np.float32)
    table = shaper.fit_transform({name: 1 for name in names if seen[name] >= LEAST} for names in names_of)
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    names = shaper.get_feature_names_out()
    answers = list(_answers(told))
    rows: dict[str, dict[int, int]] = {}
    biases = []
    for number, answer in enumerate(answers):
        penalty = GOOD_PENALTY if answer == opinion.GOOD else FAULT_PENALTY
        model = LogisticRegression(C=penalty, solver="liblinear", intercept_scaling=20, random_state=7)
        model.fit(table, [answer in one.case.expect for one in told])
        biases.append(round(float(model.intercept_[0]) * weights.SCALE))
        for name, value in zip(names, model.coef_[0], strict=True):
            if abs(weight := round(float(value) * weights.SCALE)) >= SMALLEST:
                rows.setdefault(name, {})[number] = weight
    return weights.written(answers, biases, rows)


def _answers(told: Sequence[Told]) -> Iterator[str]:
    yield opinion.GOOD
    counts = Counter(name for one in told for name in one.case.expect)
    yield from sorted(name for name, count in counts.items() if count >= FEWEST and name != opinion.GOOD)


def fit_verdict(told: Sequence[Told], inner: Mapping[str, weights.Weights]) -> dict[str, float]:
    """How much rules and opinion each count, learnt on files that the rules were not written for.

    `inner` holds for each file an opinion that had not seen it.
    """
    rows = [row for one in told if one.file in inner for row in _hearings(one, inner[one.file])]
    shaper = DictVectorizer(dtype=np.float32)
    table = shaper.fit_transform(signs for signs, _ in rows)
    model = LogisticRegression(C=VERDICT_PENALTY, max_iter=1000).fit(table, [is_so for _, is_so in rows])
    names = shaper.get_feature_names_out()
    fitted = {name: round(float(value), 2) for name, value in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 2), **{name: value for name, value in fitted.items() if value}}


def _hearings(one: Told, weighing: weights.Weights) -> Iterator[tuple[dict[str, float], bool]]:
    """For each fault of one draft: what speaks for it, and whether it is there."""
    held = opinion.held_by(weighing, one.traits)
    findings = review(one.case.draft, one.case.context, RULES_ALONE).findings
    heard, ranks = verdict.by_fault(findings), verdict.ranked(FAULTS, held)
    for fault in FAULTS:
        yield dict(verdict.signs(fault, heard, held, ranks)), fault in one.case.expect


def without_each(told: Sequence[Told], files: Iterable[str]) -> dict[str, weights.Weights]:
    """For each file the opinion of a model that has not seen it."""
    return {file: weights.read(fit([one for one in told if one.file != file])) for file in files}


def check(told: Sequence[Told]) -> None:
    """The figures on each fresh file, by models that have not seen it."""
    inner = without_each(told, fresh())
    together: dict[str, list[Judged]] = {"rules alone": [], "with the opinion": []}
    for file in fresh():
        cases = [one.case for one in told if one.file == file]
        opinion.use(inner[file])
        verdict.use(fit_verdict([one for one in told if one.file != file], inner))
        for title, standards in (("rules alone", RULES_ALONE), ("with the opinion", Standards())):
            judged = _judged(cases, standards)
            together[title] += judged
            _show(f"{file}, {title}", judged)
    for title, judged in together.items():
        _show(f"all, {title}", judged)


def _judged(cases: Iterable[Case], standards: Standards) -> list[Judged]:
    out = []
    for case in cases:
        found = review(case.draft, case.context, standards).findings
        out.append(Judged(case, frozenset(one.category for one in found if one.severity != "info")))
    return out


def _show(title: str, judged: Sequence[Judged]) -> None:
    figures = "  ".join(f"{name} {figure(judged):.3f}" for name, figure in FIGURES[:4])
    print(f"{title:<32} {figures}", flush=True)


if __name__ == "__main__":
    main()

"""The coach against its own cases: as good as it was, in every language, also on the third that nobody tuned on."""

from __future__ import annotations

from pathlib import Path

import pytest

from heedful.coach import Standards
from heedful.coach.evaluate import clean_good, judge, macro_f1, main, primary_recall, read_cases, refused_found

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize(
    ("language", "part"), [(lang, part) for lang in ("en", "de", "fr", "es") for part in ("open", "held")]
)
def test_it_finds_faults_and_leaves_good_drafts_alone(language: str, part: str) -> None:
    judged = judge(list(read_cases(CASES / f"{language}.jsonl", part)), Standards())
    assert primary_recall(judged) >= (0.70 if language == "en" else 0.45)
    assert clean_good(judged) >= (0.80 if part == "held" else 0.85)
    assert refused_found(judged) >= 0.95


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_later_batches_in_other_languages_keep_their_floor(language: str) -> None:
    names = (f"{language}_{batch}.jsonl" for batch in ("second", "third", "fourth"))
    judged = judge([case for name in names for case in read_cases(CASES / name, "all")], Standards())
    assert primary_recall(judged) >= 0.68
    assert clean_good(judged) >= 0.95


_FRESH = ("market", "harbour", "valley", "island", "meadow")


@pytest.mark.parametrize("part", ["open", "held"])
def test_fresh_batches_stay_as_good_as_they_were(part: str) -> None:
    judged = judge([case for name in _FRESH for case in read_cases(CASES / f"{name}.jsonl", part)], Standards())
    assert primary_recall(judged) >= (0.95 if part == "open" else 0.80)
    assert clean_good(judged) >= (0.97 if part == "open" else 0.93)
    assert refused_found(judged) >= 0.97
    assert macro_f1(judged) >= (0.93 if part == "open" else 0.82)


def test_batches_that_nothing_was_fitted_on_keep_their_floor() -> None:
    names = ("pebble", "quarry", "rowan")
    judged = judge([case for name in names for case in read_cases(CASES / f"{name}.jsonl", "all")], Standards())
    assert macro_f1(judged) >= 0.83
    assert primary_recall(judged) >= 0.83
    assert clean_good(judged) >= 0.93
    assert refused_found(judged) >= 0.98


@pytest.mark.parametrize("part", ["open", "held"])
def test_english_categories_are_told_apart(part: str) -> None:
    assert macro_f1(judge(list(read_cases(CASES / "en.jsonl", part)), Standards())) >= 0.75


def test_the_evaluation_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(CASES / "de.jsonl")]) == 0
    out = capsys.readouterr().out
    assert "macro-F1" in out
    assert "clean good drafts" in out

"""The coach against its own cases: as good as it was, in every language, also on the third that nobody tuned on."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from heedful.coach import Standards
from heedful.coach.evaluate import clean_good, judge, macro_f1, main, primary_recall, read_cases, refused_found
from heedful.coach.reading.promises.read import promises_in
from heedful.coach.reading.time.clock import make_clock
from heedful.coach.reading.words import read_words

CASES = Path(__file__).parent / "cases"
_NOW = datetime.fromisoformat("2026-11-18T10:40:00+00:00")
_HOURS = "Mon-Fri 09:00-17:30; Sat 10:00-14:00"


@pytest.mark.parametrize(
    ("language", "part"), [(lang, part) for lang in ("en", "de", "fr", "es") for part in ("open", "held")]
)
def test_it_finds_faults_and_leaves_good_drafts_alone(language: str, part: str) -> None:
    judged = judge(list(read_cases(CASES / f"{language}.jsonl", part)), Standards())
    assert primary_recall(judged) >= (0.70 if language == "en" else 0.45)
    assert clean_good(judged) >= (0.80 if part == "held" else 0.85)
    assert refused_found(judged) >= 0.95


_FRESH = ("market", "harbour", "valley", "island", "meadow")


@pytest.mark.parametrize("part", ["open", "held"])
def test_fresh_batches_stay_as_good_as_they_were(part: str) -> None:
    judged = judge([case for name in _FRESH for case in read_cases(CASES / f"{name}.jsonl", part)], Standards())
    assert primary_recall(judged) >= (0.80 if part == "open" else 0.72)
    assert clean_good(judged) >= (0.95 if part == "open" else 0.85)
    assert refused_found(judged) >= 0.96
    assert macro_f1(judged) >= (0.85 if part == "open" else 0.72)


@pytest.mark.parametrize("part", ["open", "held"])
def test_english_categories_are_told_apart(part: str) -> None:
    assert macro_f1(judge(list(read_cases(CASES / "en.jsonl", part)), Standards())) >= 0.75


def _promise_cases(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("name", "least"), [("promises", 0.95), ("promises_fresh", 0.85)])
def test_promises_are_told_from_what_only_looks_like_one(name: str, least: float) -> None:
    clock = make_clock(_NOW, "Europe/London", _HOURS)
    right = wrong = missed = on_time = 0
    for case in _promise_cases(name):
        found = promises_in(read_words(str(case["text"])), clock)
        wanted = case["promises"]
        assert isinstance(wanted, list)
        right += bool(found) and bool(wanted)
        wrong += bool(found) and not wanted
        missed += bool(wanted) and not found
        on_time += bool(found) and bool(wanted) and found[0].due == wanted[0]["due"]
    assert 2 * right / (2 * right + wrong + missed) >= least
    assert on_time / right >= 0.95


def test_the_evaluation_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(CASES / "de.jsonl")]) == 0
    out = capsys.readouterr().out
    assert "macro-F1" in out
    assert "clean good drafts" in out

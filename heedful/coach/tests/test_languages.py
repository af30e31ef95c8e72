"""What the coach says to readers of other languages: told whole, the evidence and the better wording as they were."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from heedful.coach import Context, Draft, Review, Standards, Turn, review
from heedful.coach.catalog import RULES, page
from heedful.coach.cli import main
from heedful.coach.examples import examples
from heedful.coach.rule_page import page_in_language
from heedful.coach.said import Quoted, Said
from heedful.coach.translations import LANGUAGES, language_of_reader

_FAULTS = [example for rule in RULES for example in examples(page(rule.code), "Flags")[:2]]


@pytest.fixture(scope="module")
def judged() -> list[Review]:
    return [review(one.draft, one.context, Standards()) for one in _FAULTS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_finding_stays_english_but_the_words_it_points_at(judged: list[Review], language: str) -> None:
    for one in judged:
        for english, told in zip(one.findings, one.in_language(language).findings, strict=True):
            assert told.message.pattern == english.message.pattern
            assert told.message != english.message
            assert "{" not in told.message.replace(str(english.message.values.get("words", "")).strip("“”"), "")
            assert (told.why, told.title) != (english.why, english.title)
            assert told.message.english == english.message
            assert (told.suggestion, told.evidence, told.span) == (english.suggestion, english.evidence, english.span)


def test_english_costs_nothing(judged: list[Review]) -> None:
    assert all(one.in_language("en") is one for one in judged)


def test_marks_of_quotation_days_and_figures_are_those_of_the_reader() -> None:
    said = Said("{words} falls on {day}, when the house is closed.", words=Quoted.of("on Sunday"), day=Said("Sunday"))
    assert said.in_language("de") == "„on Sunday“ fällt auf Sonntag, da ist geschlossen."
    assert said.in_language("fr").startswith("«\u202fon Sunday\u202f» tombe un dimanche")
    assert said.in_language("fr").in_language("es") == "«on Sunday» cae en domingo, cuando está cerrado."
    read = Said("Of the earlier messages only the newest {count:,} characters were read.", count=200_000)
    assert "200.000" in read.in_language("de")
    assert "200,000" in read


def test_reasons_of_a_risk_are_told_too() -> None:
    turns = (Turn("customer", "I am furious. This is the third time. I will see my lawyer."),)
    reasons = review(Draft("Noted."), Context(turns=turns), Standards()).in_language("de").customer.escalation.reasons
    assert any(reason.message == "Ist wütend." for reason in reasons)


def test_a_page_is_told_and_its_examples_stay() -> None:
    told = page_in_language("TON105", "de-at")
    assert "## Warum es zählt" in told
    assert "Draft:" not in told
    assert "Entwurf: **Take it or leave it**." in told
    assert page_in_language("TON105", "pt") == page("TON105")


@pytest.mark.parametrize(("code", "language"), [("de", "de"), ("de-AT", "de"), ("en", ""), ("des", ""), ("", "")])
def test_the_language_of_a_reader(code: str, language: str) -> None:
    assert language_of_reader(code) == language


def test_the_command_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "reply.txt"
    file.write_text("Hello {{name}}.", encoding="utf-8")
    assert main(["--speak", "de", str(file)]) == 1
    assert "„{{name}}“ wurde nicht ausgefüllt." in capsys.readouterr().out
    assert main(["--speak", "fr", "--explain", "PER101"]) == 0
    assert "## Pourquoi c’est important" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"draft": "Hello {{name}}."}'), encoding="utf-8"))
    assert main(["--batch", "--speak", "es"]) == 0
    (found, *_) = json.loads(capsys.readouterr().out)["findings"]
    assert found["message"] == "«{{name}}» se quedó sin rellenar."

"""Rules and the second opinion together: what each may do, and what neither may."""

from __future__ import annotations

import json

import pytest

from heedful.coach import Context, Draft, Finding, Standards, Turn, review
from heedful.coach.models import opinion, verdict
from heedful.coach.models.weights import read, written
from heedful.coach.scene import Scene
from heedful.coach.second_thoughts import FAULTS, VOICES

UPSET = "The lift has been broken for three weeks and my mother cannot leave her flat. I have called five times!"
ALONE = Standards(second_opinion=False)


def _findings(draft: str, customer: str = UPSET, standards: Standards | None = None, **more: object) -> list[Finding]:
    context = Context(turns=(Turn("customer", customer),) if customer else (), **more)  # type: ignore[arg-type]
    return list(review(Draft(draft), context, standards or Standards()).findings)


@pytest.fixture
def certain_of() -> object:
    """An opinion that is sure of one answer whatever the draft says."""

    def set_to(answer: str) -> None:
        answers = (opinion.GOOD, *VOICES)
        biases = tuple(900 if one == answer else -900 for one in answers)
        opinion.use(read(written(answers, biases, {"w:the": {0: 1}})))

    yield set_to
    opinion.use_shipped()


def test_a_fault_without_a_telltale_word_is_named_with_may_and_its_words(certain_of) -> None:
    certain_of("jargon")
    named = [one for one in _findings("The panel is being looked at by our people today.") if one.origin == "model"]
    assert [one.code for one in named] == ["CLR101"]
    assert "may" in named[0].message
    assert named[0].severity == "warning"


def test_a_doubtful_warning_becomes_a_hint(certain_of) -> None:
    draft = "Thank you for the call. The lift is repaired on Friday and I write to you on Thursday evening."
    certain_of("good")
    for one in _findings(draft):
        assert one.severity == "info", one


@pytest.mark.parametrize("draft", ["Dear {{name}}, it is mended.", "You are an idiot and always were."])
def test_what_is_certain_is_never_weighed(certain_of, draft: str) -> None:
    certain_of("good")
    before = {one.code for one in _findings(draft, standards=ALONE) if one.severity == "error"}
    assert before
    assert {one.code for one in _findings(draft) if one.severity == "error"} >= before


def test_where_no_customer_is_answered_it_is_silent(certain_of) -> None:
    certain_of("jargon")
    assert not [one for one in _findings("The panel is being looked at.", customer="") if one.origin == "model"]


def test_in_other_languages_it_is_silent(certain_of) -> None:
    certain_of("jargon")
    german = _findings("Aufzüge machen das eben ab und zu.", "Der Aufzug ist kaputt, seit drei Wochen!", language="de")
    assert not [one for one in german if one.origin == "model"]


def test_a_brand_can_do_without(certain_of) -> None:
    certain_of("jargon")
    assert not [one for one in _findings("The panel is being looked at.", standards=ALONE) if one.origin == "model"]


def test_a_rule_that_is_ignored_lends_no_voice(certain_of) -> None:
    certain_of("jargon")
    assert not [
        one
        for one in _findings("The panel is being looked at.", standards=Standards(ignore=("CLR101",)))
        if one.origin == "model"
    ]


def test_what_is_plain_to_see_outweighs_it(certain_of) -> None:
    certain_of("vague_promise")
    assert not [
        one for one in _findings("I will call you on Friday at two.") if one.code == "PRM101" and one.origin == "model"
    ]


def test_the_shipped_weights_are_whole() -> None:
    shipped = opinion.shipped()
    assert shipped.answers[0] == opinion.GOOD
    assert set(FAULTS) >= set(shipped.answers[1:])
    assert set(VOICES) <= set(shipped.answers)
    assert "bias" in verdict.weights_of()


@pytest.mark.parametrize("draft", ["Noted, as I said.", "It is not our fault, calm down.", "Thank you, it is mended."])
def test_the_short_way_counts_what_the_fitted_signs_say(draft: str) -> None:
    scene = Scene(Draft(draft), Context(turns=(Turn("customer", UPSET),)), Standards())
    held, found = opinion.opinion_of(scene), review(scene.draft, scene.context, ALONE).findings
    weights, heard, ranks = verdict.weights_of(), verdict.by_fault(found), verdict.ranked(FAULTS, held)
    for fault, odds in verdict.verdicts(FAULTS, found, held).items():
        told = verdict.signs(fault, heard, held, ranks)
        assert odds == pytest.approx(weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in told))


def test_the_same_input_gives_the_same_bytes() -> None:
    once, again = (json.dumps([one.as_dict() for one in _findings("Noted, as I said.")]) for _ in range(2))
    assert once == again

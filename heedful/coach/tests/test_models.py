"""The small models: light, the same everywhere, and of use; and the readings that lean on them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from heedful.coach import Context, Draft, OpenPromise, Standards, Turn, read_customer, review
from heedful.coach.models import weights
from heedful.coach.models.texts import chances_of, text_traits, words_behind
from heedful.coach.reading.words import read_words

ROOT = Path(__file__).parents[3]
COACH = ROOT / "heedful/coach"
_NAMES = ("feeling", "courtesy", "intent", "opinion")
_NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)


def _courtesy(text: str) -> float:
    words = read_words(text)
    return chances_of("courtesy", text_traits(words, 0, len(words.words)))["courteous"]


@pytest.mark.parametrize("name", _NAMES)
def test_each_model_has_a_card(name: str) -> None:
    card = (COACH / f"models/{name}.md").read_text(encoding="utf-8")
    for part in ("What it is.", "What it does.", "What it was fitted on.", "How good it is.", "Where it is weak."):
        assert f"**{part}**" in card


def test_all_data_of_the_package_stays_below_3_mb() -> None:
    kinds = (".cues", ".tsv", ".md")
    sizes = [path.stat().st_size for path in COACH.rglob("*") if path.suffix in kinds and "tests" not in path.parts]
    assert 0 < sum(sizes) < 3_000_000


def test_weights_are_written_and_read_back() -> None:
    rows = {"w:a": {0: 12, 2: -7}, "w:b": {1: -100}, "b:a b": {0: -3, 1: 4, 2: 5}}
    made = weights.read(weights.written(["x", "y", "z"], [1, -2, 0], rows))
    assert [made.weight("w", "a", place) for place in range(3)] == [12, 0, -7]
    assert made.chances({}) == pytest.approx([0.5025, 0.495, 0.5], abs=1e-4)
    total = made.chances({"w": {"a", "b", "unknown"}, "b": {"a b"}, "n": {"a"}})
    assert total == pytest.approx([0.52498, 0.27289, 0.495], abs=1e-4)


@pytest.mark.parametrize("name", _NAMES)
def test_every_line_of_the_weights_is_one_trait(name: str) -> None:
    """A trait with a line's end in its name would break its own line, and count for nothing."""
    _, _, *lines = weights.text_of(f"{name}.tsv").removesuffix("\n").split("\n")
    assert not [line for line in lines if not re.fullmatch(r"\w+:[^\t]+(\t\d+:-?\d+)+", line)]


def test_nothing_but_plain_python_is_needed() -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('numpy', 'sklearn', 'django')))\n"
        "from heedful.coach import *\n"
        "r = review(Draft('Sorry, it is late.'), Context(turns=(Turn('customer', 'Where is it?'),)), Standards())\n"
        "print(r.customer.unhappy >= 0, r.tone.courtesy.value >= 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["True", "True"]


def test_the_same_text_is_read_alike_whatever_the_order_of_sets() -> None:
    code = (
        "import json; from heedful.coach import *\n"
        "turns = (Turn('customer', 'Third time I write, nobody answers!! I will tell everyone.'),)\n"
        "print(json.dumps(review(Draft('Calm down. We will see.'), Context(turns=turns), Standards()).as_dict()))"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outs) == 1


def test_complaints_of_our_own_customers_are_told_from_other_words() -> None:
    """A third of them, which no weight was fitted on."""
    lines = (ROOT / "training/customers.jsonl").read_text(encoding="utf-8").splitlines()
    held = [row for row in map(json.loads, lines) if row["held"]]
    right = sum(read_customer(row["text"]).complaint == (row["label"] == "complaint") for row in held)
    assert len(held) > 100
    assert right / len(held) >= 0.88


def test_a_complaint_in_words_of_no_list_is_heard() -> None:
    plain = read_customer("Your site crashed while I paid and there is no order anywhere")
    assert (plain.mood, plain.complaint) == ("upset", True)
    assert plain.unhappy > 0.6
    assert read_customer("Which gate is it for the 18:40?").unhappy < 0.4


def test_a_customer_who_quotes_all_they_say_has_said_it() -> None:
    assert read_customer('"Where is my parcel? I am so angry"').mood == "angry"


def test_a_request_needs_no_question_mark() -> None:
    turns = (Turn("customer", "I moved house. Please send me the new contract."),)
    seen = review(Draft("It is in the post today."), Context(turns=turns), Standards()).customer.intents
    assert [turns[0].text[one.span.start : one.span.end] for one in seen] == ["Please send me the new contract."]


def test_courtesy_knows_a_thank_you_from_a_snub() -> None:
    assert _courtesy("Thank you for the kind words, could you tell me the number when you have time?") > 0.8
    assert _courtesy("Why did you not do this? You have to delete it now.") < 0.35
    words = read_words("Thank you, that is great")
    assert words_behind("courtesy", "courteous", words)


def test_the_risk_of_escalation_says_why() -> None:
    waiting = (Turn("customer", "Any news?", at=_NOW - timedelta(days=6)), Turn("customer", "I will sue you."))
    context = Context(turns=waiting, now=_NOW, open_promises=(OpenPromise("a call", broken=True),))
    risk = review(Draft("Hello."), context, Standards()).customer.escalation
    assert risk.risk == "high"
    assert {"threat", "promise_broken", "waits_long", "wrote_again"} <= {reason.name for reason in risk.reasons}
    assert [reason.weight for reason in risk.reasons] == sorted((r.weight for r in risk.reasons), reverse=True)
    assert risk.score == sum(reason.weight for reason in risk.reasons)
    threat = next(reason for reason in risk.reasons if reason.name == "threat")
    assert waiting[1].text[threat.evidence[0].span.start : threat.evidence[0].span.end] == "sue you"
    assert read_customer("Is it open on Sunday?").escalation.risk == "low"


def test_the_tone_of_a_draft_is_told_with_its_words() -> None:
    draft = "Hi Ann, I am sorry about the wait, that is on us. I will bring it today."
    tone = review(Draft(draft), Context(turns=(Turn("customer", "Still waiting!"),)), Standards()).tone
    assert tone.warmth is not None
    assert tone.warmth.value > 60
    assert "Ann" in {draft[span.start : span.end] for span in tone.warmth.words}
    stiff = "Dear Sir, kindly be informed that your request regarding reimbursement might possibly be considered."
    other = review(Draft(stiff), Context(), Standards()).tone
    assert other.formality is not None
    assert tone.formality is not None
    assert other.formality.value > tone.formality.value
    assert other.directness is not None
    assert other.directness.value < 50
    assert other.readability > tone.readability
    assert (tone.reads, tone.sentences, tone.longest_sentence) == ("easy", 2, 12)


def test_tone_in_another_language_is_length_and_readability() -> None:
    tone = review(Draft("Guten Tag, Ihre Lampe ist fertig und liegt am Tresen."), Context(), Standards()).tone
    assert (tone.words, tone.warmth, tone.courtesy) == (10, None, None)


def test_an_empty_draft_has_a_tone_without_figures() -> None:
    tone = review(Draft(""), Context(), Standards()).tone
    assert (tone.words, tone.readability, tone.warmth) == (0, 0, None)

"""What a review promises whoever calls it."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heedful.coach import Context, Draft, Standards, Turn, read_customer, review

_TEXT = st.text(st.characters(exclude_categories=[]), max_size=300)
_PIECES = st.lists(
    st.sampled_from(
        [
            "you should have read ",
            "{{name}} ",
            "sorry ",
            "soon ",
            "NO WAY OUT ",
            '"',
            "“",
            "\n> ",
            "?",
            "!",
            ". ",
            "\n\n",
            "I will call you ",
            "@",
            "01632 960 148 ",
            "Order 12345 ",
            "Best regards,\n",
            "Hi Tom,",
            "€",
            "\u2028",
            "İ",
            "ß",
        ]
    ),
    max_size=40,
).map("".join)


def _of(text: str, customer: str = "", **more: object) -> Context:
    turns = (Turn("customer", customer),) if customer else ()
    return Context(turns=turns, **more)  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None)
@given(
    draft=_TEXT | _PIECES, customer=_TEXT | _PIECES, channel=st.sampled_from(["email", "chat", "social-public", "?"])
)
def test_any_text_gets_a_review_with_spans_inside_it(draft: str, customer: str, channel: str) -> None:
    context = Context(channel=channel, public=channel == "social-public", turns=(Turn("customer", customer),))
    judged = review(Draft(draft), context, Standards())
    for finding in judged.findings:
        if finding.span:
            assert 0 <= finding.span.start <= finding.span.end <= len(draft)
        if finding.suggestion:
            assert 0 <= finding.suggestion.start <= finding.suggestion.end <= len(draft)
    for ask in judged.asks:
        assert customer[ask.span.start : ask.span.end] == ask.text
    assert json.dumps(judged.as_dict()) == json.dumps(review(Draft(draft), context, Standards()).as_dict())


def test_findings_stand_in_the_order_of_the_text() -> None:
    draft = "Hi {{name}}, you should have read the leaflet. We will get back to you soon."
    spans = [f.span.start for f in review(Draft(draft), _of(draft), Standards()).findings if f.span]
    assert spans == sorted(spans)
    assert len(spans) >= 3


def test_quoted_words_and_signatures_are_not_the_writers() -> None:
    draft = (
        'Hello Ann,\n\n> you are an idiot\n\nHe called it "a stupid question"; it is none. The key is at the desk.\n\n'
        "Kind regards,\nTeam [OPERATIONS]\nWE SELL GOOD THINGS\n\nOn Monday Ann wrote:\n> shut up"
    )
    codes = {f.code for f in review(Draft(draft), _of(draft), Standards()).findings}
    assert not codes & {"TON101", "TON102"}


def test_a_public_reply_with_private_data_is_held_back() -> None:
    context = Context(channel="social-public", public=True)
    draft = Draft("We ring you on your number 01632 960 148 at five.")
    judged = review(draft, context, Standards())
    assert [finding.code for finding in judged.holds] == ["PUB101"]
    assert not review(draft, Context(channel="email"), Standards()).holds


def test_the_brand_may_allow_its_own_contact_data() -> None:
    context = Context(channel="social-public", public=True)
    draft = Draft("01632 960 200 is the desk.")
    assert review(draft, context, Standards()).holds
    assert not review(draft, context, Standards(public_data_allowed=("+44 1632 960 200", "01632 960 200"))).holds


def test_standards_choose_rules_and_severities() -> None:
    draft = Draft("You should have read the leaflet. We will get back to you soon.")
    only = review(draft, Context(), Standards(select=("OWN",), severities=(("OWN", "info"),)))
    assert {(f.code, f.severity) for f in only.findings} == {("OWN101", "info")}
    without = review(draft, Context(), Standards(ignore=("OWN", "PRM1")))
    assert not {f.code for f in without.findings} & {"OWN101", "PRM101"}


def test_the_longer_prefix_wins_between_select_and_ignore() -> None:
    assert Standards(select=("PRM101",), ignore=("PRM",)).allows("PRM101")
    assert not Standards(select=("PRM",), ignore=("PRM101",)).allows("PRM101")
    assert Standards(ignore=("PRM",)).allows("OWN101")


def test_an_unknown_language_gets_only_what_is_safe() -> None:
    draft = "Beste {{naam}}, wij hebben het niet ontvangen en dat is van jullie zijde niet naar wens. SORRY VOOR HET WACHTEN."
    judged = review(Draft(draft), _of(draft), Standards())
    assert judged.language == "und"
    assert {f.code for f in judged.findings} <= {"PER101", "TON102"}
    assert judged.findings


def test_an_empty_draft_has_nothing_to_say_about() -> None:
    judged = review(Draft("  \n "), _of("", "When does it open?"), Standards())
    assert judged.findings == ()
    assert judged.meter.answered == "empty"


def test_the_meter_counts_answers() -> None:
    customer = (
        "I came at five and nobody could tell me anything. When will it be ready, and do I still pay the full price?"
    )
    judged = review(Draft("It will be ready on Friday at two."), _of("", customer), Standards())
    meter = judged.meter
    assert (meter.heard, meter.answered, meter.answered_count, meter.asked_count) == ("empty", "half", 1, 2)
    assert meter.next_step == "full"


def test_it_praises_too() -> None:
    customer = "The bike was not ready again!"
    draft = "Hello Ines, you stood here for nothing, and that is on us. I will bring it to you at six today."
    judged = review(Draft(draft), _of("", customer, customer_name="Ines Calloway"), Standards())
    assert {"heard", "owned", "name"} <= {one.name for one in judged.strengths}
    assert judged.findings == ()


def test_moods_of_a_list() -> None:
    assert read_customer("Thursday suits me, thank you so much, you are all very kind").mood == "pleased"
    assert read_customer("I am furious, this is the third time!").mood == "angry"
    assert read_customer("I am worried that my money has gone").mood == "worried"
    assert read_customer("Can the child seat go on a Fennel 7?").mood == "curious"
    assert read_customer("It is still broken and nobody called me back").mood == "upset"
    assert read_customer("Invoice with the company name, please").mood == "calm"


def test_now_may_be_any_aware_time() -> None:
    now = datetime.fromisoformat("2026-03-29T01:59:00+01:00")
    assert review(Draft("I will call you soon."), _of("", "hi", now=now, tz="Europe/Berlin"), Standards()).findings


@pytest.mark.parametrize(
    ("customer", "draft"),
    [
        ("waar is mijn pakket", "Goedemorgen, bezorging morgen."),
        ("Hallo", "Prima, dat is goed."),
        ("dove si trova il mio ordine", "Domani arriva."),
        ("olá", "Obrigado!"),
        ("hej", "Tack så mycket!"),
        ("hvor er min pakke", "Den kommer i morgen."),
        ("gdzie jest moja paczka", "Jutro dotrze."),
    ],
)
def test_a_short_text_in_a_language_we_do_not_read_is_not_taken_for_english(customer: str, draft: str) -> None:
    judged = review(Draft(draft), Context(turns=(Turn("customer", customer),), channel="chat"), Standards())
    assert judged.language == "und"
    assert not judged.findings


@pytest.mark.parametrize(
    ("draft", "language"),
    [
        ("Ja, open tot 5.", "und"),
        ("Nee, gesloten.", "und"),
        ("Sì, aperto fino alle 5.", "und"),
        ("Ja, offen bis 17 Uhr.", "de"),
        ("Oui, jusqu'à 17 h.", "fr"),
        ("Sí, abierto hasta las 5.", "es"),
    ],
)
def test_a_few_words_alone_show_their_language(draft: str, language: str) -> None:
    assert review(Draft(draft), Context(channel="chat"), Standards()).language == language


@pytest.mark.parametrize("draft", ["Sure!", "Done.", "Sorted, Łukasz!", "Van booked for Friday.", "Open till 5."])
def test_a_short_text_without_little_words_stays_english(draft: str) -> None:
    assert review(Draft(draft), Context(channel="chat"), Standards()).language == "en"

"""'Not here' and 'why?'."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from heedful.coach.catalog import RULES
from heedful.coaching.actions import review_draft
from heedful.coaching.models import Dismissal
from heedful.coaching.prose import as_html
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.team.models import Person
from heedful.team.tests.factories import Cast

JSON = {"HTTP_ACCEPT": "application/json"}
BLAMING = "You should have read the manual."
Browse = Callable[[Person], Client]


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    return mail_in(cast.brand.pk, "The shelf does not stand straight.").conversation


@pytest.fixture
def desk(cast: Cast, browse: Browse) -> Client:
    return browse(cast.agent)


def not_here(desk: Client, talk: Conversation, **fields: str):
    usual = {"code": "OWN101", "words": "You should have read", "reason": "It fits this customer"}
    return desk.post(reverse("dismissals", args=[talk.pk]), {**usual, **fields}, **JSON)


def test_what_was_dismissed_is_not_said_again(cast: Cast, desk: Client, talk: Conversation) -> None:
    def found() -> dict[str, str]:
        thoughts = review_draft(viewer=cast.viewer, conversation_id=talk.pk, text=BLAMING).findings
        return {one.code: BLAMING[one.span.start : one.span.end] for one in thoughts if one.span}

    words = found()["OWN101"]
    assert not_here(desk, talk, words=words).status_code == 201
    assert "OWN101" not in found()
    assert Dismissal.objects.get().reason == "It fits this customer"


def test_a_reason_of_ones_own_goes_before_a_pressed_one(desk: Client, talk: Conversation) -> None:
    not_here(desk, talk, own_reason="She laughed about it on the phone")
    assert Dismissal.objects.get().reason == "She laughed about it on the phone"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": " "}, "Say in a word"),
        ({"code": "no such rule"}, "no such rule"),
        ({"own_reason": "x" * 301}, "300"),
        ({"words": "x" * 301}, "300"),
    ],
)
def test_bad_input_keeps_nothing_and_says_why(
    desk: Client, talk: Conversation, fields: dict[str, str], words: str
) -> None:
    answer = not_here(desk, talk, **fields)
    assert answer.status_code == 422
    assert words in answer.json()["words"]
    assert not Dismissal.objects.exists()


def test_without_script_one_comes_back_to_the_draft(desk: Client, talk: Conversation) -> None:
    back = reverse("composer", args=[talk.pk])
    fields = {"code": "OWN101", "words": "", "reason": "Said in another way", "next": back}
    assert desk.post(reverse("dismissals", args=[talk.pk]), fields)["Location"] == back


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test", "javascript:alert(1)", ""])
def test_nobody_is_led_elsewhere(desk: Client, talk: Conversation, elsewhere: str) -> None:
    fields = {"code": "OWN101", "words": "", "reason": "Said in another way", "next": elsewhere}
    assert desk.post(reverse("dismissals", args=[talk.pk]), fields)["Location"] == reverse("home")


def test_a_refused_plain_form_is_a_page_with_the_way_back(desk: Client, talk: Conversation) -> None:
    fields = {"code": "OWN101", "next": reverse("composer", args=[talk.pk])}
    page = desk.post(reverse("dismissals", args=[talk.pk]), fields)
    assert page.status_code == 422
    assert fields["next"] in page.content.decode()


def test_the_other_brand_dismisses_nothing(cast: Cast, browse: Browse, talk: Conversation) -> None:
    assert not_here(browse(cast.outsider), talk).status_code == 404
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_rule_explains_itself(desk: Client, code: str) -> None:
    alone = desk.get(reverse("rule", args=[code])).content.decode()
    beside = desk.get(reverse("rule", args=[code]), HTTP_HX_REQUEST="true").content.decode()
    assert "<html" in alone
    assert "<html" not in beside
    assert "<h2>Why it matters</h2>" in beside
    assert "Flags</h2>" in beside
    assert beside.count(f"{code} ") == 1


def test_an_unknown_rule_is_not_found(desk: Client) -> None:
    for code in ("XYZ999", "own101x", "-"):
        assert desk.get(reverse("rule", args=[code])).status_code == 404


def test_markup_in_a_page_stays_text() -> None:
    html = as_html("# Title\n\n<script>alert(1)</script> [go](javascript:alert(1)) [out](https://fine.test) **bold**")
    assert "<script" not in html
    assert "javascript:" not in html.replace("[go](javascript:alert(1))", "")
    assert 'href="https://fine.test"' in html
    assert "<strong>bold</strong>" in html
    assert "Title" not in html

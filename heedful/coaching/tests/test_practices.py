"""'Show me how': the practice behind every finding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from heedful.coach.catalog import RULES
from heedful.coach.practices import PRACTICES
from heedful.interactions.tests.factories import mail_in
from heedful.team.models import Person
from heedful.team.tests.factories import Cast

Browse = Callable[[Person], Client]


@pytest.fixture
def desk(cast: Cast, browse: Browse) -> Client:
    return browse(cast.agent)


@pytest.mark.parametrize("code", PRACTICES)
def test_a_practice_shows_words_for_it_and_their_opposite(desk: Client, code: str) -> None:
    alone = desk.get(reverse("practice", args=[code])).content.decode()
    beside = desk.get(reverse("practice", args=[code]), HTTP_HX_REQUEST="true").content.decode()
    assert "<html" in alone
    assert "<html" not in beside
    assert beside.count('class="shows"') == beside.count('class="misses"') >= 2


def test_every_rule_has_a_practice_that_can_be_shown() -> None:
    assert [rule.code for rule in RULES if not set(rule.practices) & set(PRACTICES)] == []


def test_an_unknown_practice_is_not_found(desk: Client) -> None:
    assert desk.get(reverse("practice", args=["Z9"])).status_code == 404


def test_a_thought_leads_there_and_what_is_well_stands_before_it(cast: Cast, desk: Client) -> None:
    talk = mail_in(cast.brand.pk, "My lamp arrived broken, I am really upset. When do I get a new one?").conversation
    text = "I am sorry that the lamp arrived broken. A new one leaves on Friday. You should have read the manual."
    address = reverse("draft", args=[talk.pk, "reply"])
    answer = desk.post(address, {"text": text, "version": "0"}, HTTP_ACCEPT="application/json").json()
    coach = answer["review"]["coach"]
    assert reverse("practice", args=["H2"]) in coach
    assert coach.index("coach-strengths") < coach.index("coach-thoughts")
    assert answer["review"]["summary"].index("Says when.") < answer["review"]["summary"].index("Coach:")

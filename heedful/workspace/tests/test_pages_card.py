"""The customer card."""

from __future__ import annotations

import pytest

from heedful.customers.models import Address, Remembered
from heedful.interactions.tests.factories import mail_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


@pytest.fixture
def asked(cast):
    return mail_in(cast.brand.pk, subject="Desk lamp", sender="ida@client.test")


def test_it_says_who_it_is_and_what_else_there_is(cast, desk, asked):
    mail_in(cast.brand.pk, subject="An older matter", sender="ida@client.test")
    page = desk.get(
        f"/customers/{asked.customer_id}/card/?beside={asked.conversation_id}", headers=HTMX
    ).content.decode()
    assert "ida@client.test" in page
    assert "An older matter" in page
    assert "Desk lamp" not in page
    assert "Customer since" in page


def test_a_detail_is_added_and_shown(desk, asked):
    at = f"/customers/{asked.customer_id}/remembered/"
    answer = desk.post(at, {"text": "Two cats", "beside": asked.conversation_id}, headers=HTMX)
    assert "Two cats" in answer.content.decode()
    assert desk.post(at, {"text": "Night shifts"}).status_code == 302
    assert Remembered.objects.count() == 2


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_detail_is_refused_in_words(desk, asked, text):
    answer = desk.post(f"/customers/{asked.customer_id}/remembered/", {"text": text}, headers=HTMX)
    assert (answer.status_code, answer.content.decode()) == (400, "Write what is worth remembering.")


def test_an_address_that_bounces_is_named(desk, asked):
    Address.objects.update(bounced_at=1, bounce_reason="mailbox full")
    page = desk.get(f"/customers/{asked.customer_id}/card/").content.decode()
    assert "Mail comes back: mailbox full" in page

"""Before something goes out that is held: who will read it, and why it should not leave like this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heedful.events.models import Event
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.standards.actions import change_standards
from heedful.switchboard.models import Delivery
from heedful.switchboard.tests.factories import make_account
from heedful.team.models import Person
from heedful.team.queries import audit
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

JSON = {"HTTP_ACCEPT": "application/json"}
CALM = (
    "Hello Ida, I am sorry that the shelf stands crooked. I send you a new foot today and write to you by Friday noon."
)
RUDE = "You are an idiot. I send you a new foot today and write to you by Friday noon."
Browse = Callable[[Person], Client]


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    make_account(cast.brand)
    return mail_in(cast.brand.pk, "The shelf does not stand straight.").conversation


@pytest.fixture
def desk(cast: Cast, browse: Browse) -> Client:
    return browse(cast.agent)


def send(desk: Client, talk: Conversation, text: str, **more: str) -> Any:
    fields = {"text": text, "key": "key-of-this-draft", **more}
    return desk.post(reverse("replies", args=[talk.pk]), fields, **JSON)


def test_an_error_is_held_and_says_who_would_read_it(desk: Client, talk: Conversation) -> None:
    copied = {
        "has_heading": "1",
        "to": "Ida Berg <ida@client.test>",
        "cc": "Ole Dahl <ole@works.test>",
        "is_signed": "1",
    }
    answer = send(desk, talk, RUDE, **copied)
    assert answer.status_code == 422
    look = answer.json()["look"]
    assert all(said in look for said in ("Ida Berg", "Ole Dahl", "copy", "What holds it back", "override_reason"))
    assert "Everybody" not in look
    assert send(desk, talk, RUDE, override_reason="  ", looked="1", **copied).status_code == 422
    assert not Delivery.objects.exists()
    assert send(desk, talk, RUDE, override_reason="It is a quotation", **copied).status_code == 201


def test_the_reason_stands_in_the_history_of_the_brand(cast: Cast, desk: Client, talk: Conversation) -> None:
    send(desk, talk, RUDE, override_reason="It is a quotation")
    assert Event.objects.get(kind="reply.sent_anyway").details["codes"] == ["TON101"]
    assert any("It is a quotation" in line.what for line in audit(viewer_of(cast.admin), cast.brand.pk))


def test_a_brand_that_calls_it_a_warning_is_not_stopped(cast: Cast, desk: Client, talk: Conversation) -> None:
    quiet = {"severities": {"TON101": "warning"}}
    change_standards(viewer=viewer_of(cast.lead), brand_id=cast.brand.pk, document=quiet)
    assert send(desk, talk, RUDE).status_code == 201


def test_what_everybody_will_read_is_looked_at_twice(desk: Client, talk: Conversation) -> None:
    talk.interactions.update(visibility="public")
    answer = send(desk, talk, CALM)
    assert answer.status_code == 422
    assert "Everybody can read this, and it stays." in answer.json()["look"]
    assert "override_reason" not in answer.json()["look"]
    assert not Delivery.objects.exists()
    later = {"text": CALM, "key": "key-of-this-draft", "send_at": "2099-01-01T09:00"}
    assert "Everybody" in desk.post(reverse("schedule", args=[talk.pk]), later, **JSON).json()["look"]
    assert send(desk, talk, CALM, looked="1").status_code == 201


def test_a_fault_in_public_needs_its_reason_however_often_one_looks(desk: Client, talk: Conversation) -> None:
    talk.interactions.update(visibility="public")
    assert send(desk, talk, RUDE, looked="1").status_code == 422
    assert send(desk, talk, RUDE, override_reason="It is a quotation").status_code == 201


def test_without_script_the_second_look_is_part_of_the_page(desk: Client, talk: Conversation) -> None:
    talk.interactions.update(visibility="public")
    fields = {"text": CALM, "key": "key-of-this-draft"}
    page = desk.post(reverse("replies", args=[talk.pk]), fields)
    assert page.status_code == 422
    assert 'name="looked"' in page.content.decode()
    assert desk.post(reverse("replies", args=[talk.pk]), {**fields, "looked": "1"}).status_code == 302

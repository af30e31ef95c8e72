"""Assign, resolve, reopen, close: as a plain form, by htmx, refused in words, and never for another brand."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.tests.factories import mail_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


@pytest.fixture
def asked(cast):
    return mail_in(cast.brand.pk, subject="Desk lamp")


@pytest.fixture
def row(asked):
    return asked.conversation


def test_the_plain_forms_work_without_scripts(cast, desk, row):
    at = f"/conversations/{row.pk}"
    assert b"Bruno" in desk.get(f"{at}/assignment/").content
    assert desk.post(f"{at}/assignment/", {"person": cast.colleague.pk})["Location"] == f"{at}/"
    assert b"Solved" in desk.get(f"{at}/resolution/").content
    assert desk.post(f"{at}/resolution/", {"reason": "solved"})["Location"] == f"{at}/"
    row.refresh_from_db()
    assert (row.assignee_id, row.state, row.resolution) == (cast.colleague.pk, "resolved", "solved")
    desk.post(f"{at}/resolution/", {"method": "delete"})
    row.refresh_from_db()
    assert row.state == "open"


def test_htmx_gets_the_news_to_spread(cast, desk, row):
    answer = desk.post(f"/conversations/{row.pk}/assignment/", {"person": cast.agent.pk}, headers=HTMX)
    assert answer.status_code == 204
    told = json.loads(answer["HX-Trigger"])["changed"]
    assert told == {
        "kind": "conversation.assigned",
        "brand_id": cast.brand.pk,
        "conversation_id": row.pk,
        "event_id": 0,
    }


def test_delete_opens_again(desk, row):
    desk.post(f"/conversations/{row.pk}/resolution/", {"reason": "solved"})
    assert desk.delete(f"/conversations/{row.pk}/resolution/", headers=HTMX).status_code == 204
    row.refresh_from_db()
    assert row.state == "open"


def test_nobody_can_be_made_responsible(cast, desk, row):
    desk.post(f"/conversations/{row.pk}/assignment/", {"person": cast.agent.pk})
    desk.post(f"/conversations/{row.pk}/assignment/", {"person": ""})
    row.refresh_from_db()
    assert row.assignee_id is None


@pytest.mark.parametrize("person", ["x", "-1", "9" * 30, "1.5"])
def test_a_person_that_is_none_is_refused_in_words(desk, row, person):
    answer = desk.post(f"/conversations/{row.pk}/assignment/", {"person": person}, headers=HTMX)
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().strip()


def test_work_cannot_be_given_to_another_brands_people(cast, desk, row):
    answer = desk.post(f"/conversations/{row.pk}/assignment/", {"person": cast.outsider.pk})
    assert answer.status_code == 400
    row.refresh_from_db()
    assert row.assignee_id is None


@pytest.mark.parametrize("reason", ["", "because", "\0"])
def test_resolving_needs_a_reason(desk, row, reason):
    answer = desk.post(f"/conversations/{row.pk}/resolution/", {"reason": reason}, headers=HTMX)
    assert answer.status_code == 400
    assert "Choose why it is over" in answer.content.decode()
    assert Conversation.objects.get().state == "open"


def test_one_inquiry_can_be_closed_on_purpose(desk, asked):
    at = f"/interactions/{asked.pk}/closing/"
    assert b"Why does it need no answer?" in desk.get(at).content
    assert desk.post(at, {"reason": "no_answer_needed", "back": "radar"})["Location"] == "/unanswered/"
    asked.refresh_from_db()
    assert asked.settled_as == "closed"
    page = desk.get(f"/conversations/{asked.conversation_id}/").content.decode()
    assert "Closed on purpose" in page


def test_back_leads_only_to_our_own_pages(desk, asked):
    answer = desk.post(f"/interactions/{asked.pk}/closing/", {"reason": "spam", "back": "https://evil.test/"})
    assert answer["Location"] == f"/conversations/{asked.conversation_id}/"


def test_another_brand_changes_nothing(cast, browse, asked):
    stranger, at = browse(cast.outsider), f"/conversations/{asked.conversation_id}"
    assert stranger.post(f"{at}/assignment/", {"person": cast.outsider.pk}).status_code == 404
    assert stranger.post(f"{at}/resolution/", {"reason": "spam"}).status_code == 404
    assert stranger.delete(f"{at}/resolution/").status_code == 404
    assert stranger.post(f"{at}/reading/").status_code == 404
    assert stranger.post(f"/interactions/{asked.pk}/closing/", {"reason": "spam"}).status_code == 404
    assert stranger.post(f"/customers/{asked.customer_id}/remembered/", {"text": "x"}).status_code == 404
    assert Interaction.objects.get(pk=asked.pk).settled_at is None


def test_a_form_from_elsewhere_is_refused(cast, row):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(f"/conversations/{row.pk}/resolution/", {"reason": "spam"}).status_code == 403
    assert Conversation.objects.get().state == "open"

"""Merging and splitting on the screen: offered, asked back, done, undone, and old addresses still lead there."""

from __future__ import annotations

import json

import pytest

from heedful.interactions.models import Conversation, Interaction, Move
from heedful.interactions.tests.factories import mail_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


@pytest.fixture
def two(cast):
    return [mail_in(cast.brand.pk, subject=name).conversation for name in ("The lamp", "The bill")]


def test_merged_by_a_plain_form_and_found_under_the_old_address(desk, two):
    lamp, bill = two
    at = f"/conversations/{lamp.pk}/merging/"
    assert "The bill" in desk.get(at).content.decode()
    assert desk.post(at, {"other": bill.pk})["Location"] == f"/conversations/{lamp.pk}/"
    assert desk.get(f"/conversations/{bill.pk}/")["Location"] == f"/conversations/{lamp.pk}/"
    page = desk.get(f"/conversations/{lamp.pk}/").content.decode()
    assert "Merged in here:" in page
    undo = Move.objects.get()
    assert desk.post(f"/moves/{undo.pk}/undo/").status_code == 302
    assert desk.get(f"/conversations/{bill.pk}/").status_code == 200


def test_an_open_screen_of_the_merged_one_is_led_on(desk, two):
    lamp, bill = two
    answer = desk.post(f"/conversations/{lamp.pk}/merging/", {"other": bill.pk}, headers=HTMX)
    news = json.loads(answer["HX-Trigger"])
    assert news["undoable"]["address"] == f"/moves/{Move.objects.get().pk}/undo/"
    refreshed = desk.get(f"/conversations/{bill.pk}/?part=talk", headers=HTMX)
    assert json.loads(refreshed["HX-Location"])["path"] == f"/conversations/{lamp.pk}/"
    assert desk.post(news["undoable"]["address"], headers=HTMX).status_code == 204


@pytest.mark.parametrize("pattern", ["{}", "#{}", "http://desk.test/conversations/{}/?view=all", " {} "])
def test_another_customers_is_asked_about_first(cast, desk, two, pattern):
    other = mail_in(cast.brand.pk, sender="jon@client.test", subject="Jon's lamp").conversation
    at = f"/conversations/{two[0].pk}/merging/"
    asked = desk.post(at, {"written": pattern.format(other.pk)}, headers=HTMX)
    assert asked.status_code == 422
    assert "Two different customers" in asked.content.decode()
    assert not Move.objects.exists()
    assert desk.post(at, {"other": other.pk, "sure": "1"}, headers=HTMX).status_code == 204


@pytest.mark.parametrize("written", ["", "the other one", "9" * 30, "-3", "conversations/x/"])
def test_an_address_that_is_none_is_refused_in_words(desk, two, written):
    answer = desk.post(f"/conversations/{two[0].pk}/merging/", {"written": written}, headers=HTMX)
    assert answer.status_code in {400, 404}
    assert answer.content.decode().strip()


def test_split_off_and_back(cast, desk, two):
    second = mail_in(cast.brand.pk, "My chair", conversation=two[0])
    at = f"/interactions/{second.pk}/splitting/"
    assert "Only this message" in desk.get(at).content.decode()
    answer = desk.post(at, {"what": "one", "subject": "Chair"}, headers=HTMX)
    made = Conversation.objects.get(subject="Chair")
    assert json.loads(answer["HX-Location"])["path"] == f"/conversations/{made.pk}/"
    assert "Split off from:" in desk.get(f"/conversations/{made.pk}/").content.decode()
    assert "Split off from here:" in desk.get(f"/conversations/{two[0].pk}/").content.decode()
    back = desk.post(json.loads(answer["HX-Trigger"])["undoable"]["address"])
    assert back["Location"] == f"/conversations/{two[0].pk}/"
    assert Interaction.objects.get(pk=second.pk).conversation_id == two[0].pk


def test_the_only_message_stays(desk, two):
    only = Interaction.objects.get(conversation=two[0])
    answer = desk.post(f"/interactions/{only.pk}/splitting/", {"what": "later"}, headers=HTMX)
    assert answer.status_code == 400
    assert "Nothing would be left" in answer.content.decode()


def test_another_brand_joins_nothing(cast, browse, desk, two):
    stranger = browse(cast.outsider)
    only = Interaction.objects.get(conversation=two[0])
    assert stranger.post(f"/conversations/{two[0].pk}/merging/", {"other": two[1].pk}).status_code == 404
    assert stranger.post(f"/interactions/{only.pk}/splitting/", {"what": "one"}).status_code == 404
    desk.post(f"/conversations/{two[0].pk}/merging/", {"other": two[1].pk})
    assert stranger.post(f"/moves/{Move.objects.get().pk}/undo/").status_code == 404

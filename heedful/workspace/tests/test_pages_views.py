"""Filters and saved views on the screen: written, shown, wrong in words, saved, shared, counted, removed."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heedful.interactions.actions import Wish, resolve, save_view, tag
from heedful.interactions.models import SavedView
from heedful.interactions.tests.factories import mail_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    client = browse(cast.agent)
    client.cookies["zone"] = "Europe/Berlin"
    return client


@pytest.fixture
def row(cast):
    made = mail_in(cast.brand.pk, subject="Desk lamp").conversation
    tag(viewer=cast.viewer, conversation_id=made.pk, name="refund")
    mail_in(cast.brand.pk, subject="A chair", sender="b@client.test")
    return made


def test_a_filter_shows_what_it_holds_and_leads_back(desk, row):
    page = desk.get("/inbox/filter/", {"q": "tag is refund"}).content.decode()
    assert "Desk lamp" in page
    assert "A chair" not in page
    link = re.search(rf'href="(/conversations/{row.pk}/[^"]*)"', page).group(1)
    talk = desk.get(link).content.decode()
    assert "/inbox/filter/?q=tag+is+refund" in talk


def test_a_wrong_filter_says_what_to_write(desk, row):
    answer = desk.get("/inbox/filter/", {"q": "tga is refund", "part": "list"}, headers=HTMX)
    assert answer.status_code == 200
    assert "Did you mean &#39;tag&#39;?" in answer.content.decode()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\0", "(" * 400, "'" * 400, "x" * 5000, "tag is \u202e"])
def test_hostile_text_is_shown_as_text(desk, row, text):
    page = desk.get("/inbox/filter/", {"q": text})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_saved_shown_changed_and_removed(cast, desk, row):
    form = desk.get("/views/", {"q": "tag is refund"}).content.decode()
    assert "Save as a view" in form
    assert "For everybody at Harbour Lamps" in form
    sent = {"name": "Refunds", "text": "tag is refund", "shared": f"brand:{cast.brand.pk}"}
    address = desk.post("/views/", sent)["Location"]
    view = SavedView.objects.get()
    assert address == f"/inbox/saved-{view.pk}/"
    assert "Desk lamp" in desk.get(address).content.decode()
    menu = desk.get("/views/?part=menu", headers=HTMX).content.decode()
    assert "Refunds" in menu
    assert re.search(r'class="num">1<', menu)
    resolve(viewer=cast.viewer, conversation_id=row.pk, reason="solved")
    assert "Desk lamp" not in desk.get(address).content.decode()
    desk.post(f"/views/{view.pk}/", {**sent, "text": "state is resolved"})
    assert "Desk lamp" in desk.get(address).content.decode()
    assert desk.delete(f"/views/{view.pk}/", headers=HTMX)["HX-Redirect"] == "/"
    assert desk.get(address).status_code == 404


def test_what_cannot_be_saved_is_refused_in_words(desk, row):
    answer = desk.post("/views/", {"name": "X", "text": "waitng"}, headers=HTMX)
    assert answer.status_code == 400
    assert "Did you mean" in answer.content.decode()


def test_completions_are_offered(desk, row):
    shown = desk.get("/views/completions/", {"q": "tag is "}, headers=HTMX).content.decode()
    assert 'data-insert="refund" data-start="7"' in shown
    assert desk.get("/views/completions/", {"q": "\0(" * 300}).status_code == 200


def test_many_at_once_in_a_filter(desk, row):
    sent = {"verb": "priority", "priority": "3", "whole": "1", "view": "filter", "q": "tag is refund"}
    assert "Done for 1 conversation." in desk.post("/batches/", sent, headers=HTMX)["HX-Trigger"]
    wrong = desk.post("/batches/", {**sent, "q": "tga"}, headers=HTMX)
    assert wrong.status_code == 400


def test_another_brand_sees_no_view_of_ours(cast, browse, row):
    view = save_view(viewer=cast.viewer, wish=Wish("Refunds", "tag is refund", f"brand:{cast.brand.pk}"))
    stranger = browse(cast.outsider)
    assert stranger.get(f"/inbox/saved-{view.pk}/").status_code == 404
    assert stranger.get(f"/views/{view.pk}/").status_code == 404
    assert "Refunds" not in stranger.get("/views/?part=menu", headers=HTMX).content.decode()
    assert "refund" not in stranger.get("/views/completions/", {"q": "tag is "}).content.decode()


@pytest.mark.parametrize("text", ["tag is refund", "waiting > 0 m", "state is any and assignee is nobody"])
def test_a_filter_costs_the_same_for_ten_and_for_twenty(cast, desk, row, text):
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert desk.get("/inbox/filter/", {"q": text}).status_code == 200
        return len(seen)

    cost()
    for number in range(8):
        made = mail_in(cast.brand.pk, sender=f"p{number}@client.test")
        tag(viewer=cast.viewer, conversation_id=made.conversation_id, name="refund")
    ten = cost()
    for number in range(10):
        made = mail_in(cast.brand.pk, sender=f"q{number}@client.test")
        tag(viewer=cast.viewer, conversation_id=made.conversation_id, name="refund")
    assert cost() == ten <= 10

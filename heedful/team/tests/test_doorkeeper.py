"""Closed by default, in a way that a person and a script both understand."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from heedful.team.models import Person
from heedful.team.tests.factories import Cast
from heedful.ui.policy import POLICY


def test_a_stranger_is_sent_to_the_door_and_back() -> None:
    answer = Client().get("/settings/people/?brand=3")
    assert answer.status_code == 302
    assert answer.url == "/account/login/?next=/settings/people/%3Fbrand%3D3"


def test_a_script_is_told_that_it_is_signed_out() -> None:
    current = "http://testserver/conversations/7/?tab=1"
    answer = Client().get("/settings/", headers={"HX-Request": "true", "HX-Current-URL": current})
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/account/login/?next=%2Fconversations%2F7%2F"
    assert Client().get("/settings/", headers={"Accept": "application/json"}).status_code == 401


def test_the_door_cannot_be_bent_to_another_site() -> None:
    for address in ("//elsewhere.test/x", "https://elsewhere.test/x", "javascript:alert(1)"):
        answer = Client().get("/settings/", headers={"HX-Request": "true", "HX-Current-URL": address})
        assert "elsewhere" not in answer["HX-Redirect"]


def test_a_script_gets_the_refusal_as_text(cast: Cast, browse: Callable[[Person], Client]) -> None:
    answer = browse(cast.agent).get("/settings/people/", headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("text/plain")
    assert "admin" in answer.content.decode()


def test_every_page_of_the_door_keeps_the_strict_policy(cast: Cast) -> None:
    for address in ("/account/login/", "/account/password/reset/", "/account/password/reset/done/"):
        page = Client().get(address)
        assert page["Content-Security-Policy"] == POLICY
        assert " style=" not in page.content.decode()
        assert "<script>" not in page.content.decode()


def test_a_form_of_a_window_that_is_too_old_gives_back_what_was_typed(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = {"text": "Dear Ida, <b>it</b> left today.", "key": "abc", "password": "do not show this"}
    answer = client.post("/settings/me/", sent)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Dear Ida, &lt;b&gt;it&lt;/b&gt; left today." in page
    assert "do not show this" not in page
    fetched = client.post("/settings/me/", sent, headers={"HX-Request": "true"})
    assert fetched["Content-Type"].startswith("text/plain")
    assert "older than your sign-in" in fetched.content.decode()

"""Signing in: who comes in, who waits, and what is written down about it."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from heedful.events.models import Event
from heedful.team import account_urls, kinds
from heedful.team.tests.factories import PASSPHRASE, Cast

DOOR = "/account/login/"


def sign_in(client: Client, email: str, passphrase: str = PASSPHRASE, **more: str):
    return client.post(DOOR, {"login": email, "password": passphrase, **more})


def kinds_of(person_id: int) -> list[str]:
    return list(Event.objects.filter(person_id=person_id).order_by("id").values_list("kind", flat=True))


def test_the_right_passphrase_opens_and_is_noted(cast: Cast) -> None:
    client = Client()
    answer = sign_in(client, cast.agent.email.upper())
    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.get("/settings/").status_code == 200
    assert kinds_of(cast.agent.pk) == [kinds.SIGNED_IN]


def test_a_wrong_one_does_not_tell_whether_the_address_exists(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    known = sign_in(Client(), cast.agent.email, "not the right words")
    unknown = sign_in(Client(), "nobody@elsewhere.test", "not the right words")
    words = "The address or the passphrase is not right"
    assert words in known.content.decode()
    assert words in unknown.content.decode()
    assert kinds_of(cast.agent.pk) == [kinds.SIGN_IN_FAILED]
    assert "nobody@elsewhere.test" not in caplog.text
    assert cast.agent.email not in caplog.text


def test_five_wrong_tries_close_the_address_for_a_while(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, cast.agent.email, "not the right words")
    refused = sign_in(client, cast.agent.email)
    assert "Too many wrong tries" in refused.content.decode()
    assert client.get("/settings/").status_code == 302
    assert kinds_of(cast.agent.pk)[-1] == kinds.SIGN_IN_LOCKED
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), cast.lead.email).status_code == 302


def test_many_wrong_tries_from_one_place_close_that_place(cast: Cast) -> None:
    for number in range(10):
        sign_in(Client(REMOTE_ADDR="10.0.0.1"), f"guess{number}@harbour.test", "not the right words")
    refused = sign_in(Client(REMOTE_ADDR="10.0.0.1"), cast.agent.email)
    assert "Too many wrong tries" in refused.content.decode()
    assert sign_in(Client(REMOTE_ADDR="10.0.0.2"), cast.agent.email).status_code == 302


def test_staying_signed_in_is_a_choice(cast: Cast) -> None:
    brief, staying = Client(), Client()
    sign_in(brief, cast.agent.email)
    sign_in(staying, cast.agent.email, remember="on")
    assert brief.session.get_expire_at_browser_close()
    assert not staying.session.get_expire_at_browser_close()


def test_the_session_gets_a_new_key_at_sign_in(cast: Cast) -> None:
    client = Client()
    session = client.session
    session["planted"] = "before"
    session.save()
    before = session.session_key
    sign_in(client, cast.agent.email)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_signing_out_ends_the_session_and_is_noted(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.agent.email)
    answer = client.post("/account/logout/")
    assert answer.url == DOOR
    assert client.get("/settings/").status_code == 302
    assert kinds_of(cast.agent.pk) == [kinds.SIGNED_IN, kinds.SIGNED_OUT]


def test_the_door_sends_nobody_to_a_foreign_site(cast: Cast) -> None:
    answer = sign_in(Client(), cast.agent.email, next="https://elsewhere.test/")
    assert answer.url == "/"


def test_the_room_serves_no_sign_up_and_no_second_address() -> None:
    served = {pattern.name for pattern in account_urls.urlpatterns}
    assert not {"account_signup", "account_email", "account_set_password", "account_confirm_email"} & served


def test_an_account_that_was_closed_does_not_open(cast: Cast) -> None:
    cast.agent.is_active = False
    cast.agent.save()
    client = Client()
    answer = sign_in(client, cast.agent.email)
    assert answer.url == "/account/inactive/"
    assert "This account is closed" in client.get(answer.url).content.decode()
    assert client.get("/settings/").status_code == 302

"""The mailbox settings in the browser's eyes: tried before saved, secrets never shown, admins of the brand only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heedful.events.models import Event
from heedful.switchboard.mailbox_settings import secrets_of
from heedful.switchboard.models import Account
from heedful.switchboard.tests.servers.accounts import make_mailbox
from heedful.switchboard.tests.servers.dovecot import PASSWORD, Dovecot, dovecot
from heedful.switchboard.tests.servers.ports import free_ports
from heedful.switchboard.tests.servers.smtp_sink import SmtpSink, smtp_sink
from heedful.team.models import Person
from heedful.team.tests.factories import Cast

__all__ = ["dovecot", "smtp_sink"]
Browse = Callable[[Person], Client]


@pytest.fixture
def typed(dovecot: Dovecot, smtp_sink: SmtpSink) -> dict[str, Any]:
    """A form that is right in every field."""
    return {
        "name": "Front desk",
        "address": "Hello@Harbour.test",
        "team": "",
        "auth": "password",
        "password": PASSWORD,
        "reading": "imap",
        "imap_host": "127.0.0.1",
        "imap_port": dovecot.port,
        "imap_security": "plain",
        "start": "new",
        "smtp_host": "127.0.0.1",
        "smtp_port": smtp_sink.port,
        "smtp_security": "plain",
    }


@pytest.fixture
def open_sink(smtp_sink: SmtpSink) -> SmtpSink:
    """Signing in works as well."""
    smtp_sink.stop()
    smtp_sink.user = "hello@harbour.test"
    smtp_sink.start()
    return smtp_sink


def kinds() -> list[str]:
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def test_a_mailbox_is_tried_and_connected(
    cast: Cast, browse: Browse, typed: dict[str, Any], open_sink: SmtpSink
) -> None:
    answer = browse(cast.admin).post(reverse("mailbox_new"), {**typed, "team": cast.team.pk}, follow=True)
    assert answer.status_code == 200
    assert "hello@harbour.test is connected." in answer.content.decode()
    account = Account.objects.get()
    assert (account.address, account.brand, account.team) == ("hello@harbour.test", cast.brand, cast.team)
    assert secrets_of(account).password == PASSWORD
    assert PASSWORD not in account.sealed
    event = Event.objects.get(kind="account.connected")
    assert (event.person_id, event.brand_id, event.details["account_id"]) == (cast.admin.pk, cast.brand.pk, account.pk)
    assert open_sink.caught == []


def test_what_the_test_finds_is_said_at_its_field_and_nothing_is_saved(
    cast: Cast, browse: Browse, typed: dict[str, Any], open_sink: SmtpSink
) -> None:
    client = browse(cast.admin)
    answer = client.post(reverse("mailbox_new"), {**typed, "password": "wrong-secret"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "refused the user name or password" in body
    assert "wrong-secret" not in body
    assert "Save it although the test failed" in body
    assert not Account.objects.exists()
    port = free_ports(1)[0]
    body = client.post(reverse("mailbox_new"), {**typed, "imap_port": port}).content.decode()
    assert f"Nothing answers at 127.0.0.1:{port}." in body


def test_it_can_be_saved_although_the_test_failed(cast: Cast, browse: Browse, typed: dict[str, Any]) -> None:
    wrong = {**typed, "imap_port": free_ports(1)[0], "save_anyway": "on"}
    assert browse(cast.admin).post(reverse("mailbox_new"), wrong).status_code == 302
    assert Account.objects.get().state == "new"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"imap_host": ""}, "Name the server that mail is read from."),
        ({"password": ""}, "It is needed to sign in."),
        ({"auth": "google"}, "The provider gave you one"),
        ({"address": "nobody"}, "Enter a valid email address."),
        ({"imap_port": "99999"}, "less than or equal to 65535"),
        ({"team": "4711"}, "Select a valid choice"),
        ({"auth": "carrier pigeon"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_tried(
    cast: Cast, browse: Browse, typed: dict[str, Any], change: dict[str, str], words: str
) -> None:
    answer = browse(cast.admin).post(reverse("mailbox_new"), {**typed, **change})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Account.objects.exists()


def test_an_address_is_connected_once(cast: Cast, browse: Browse, typed: dict[str, Any]) -> None:
    make_mailbox(cast.other_brand, 143, "hello@harbour.test")
    answer = browse(cast.admin).post(reverse("mailbox_new"), {**typed, "save_anyway": "on"})
    assert "connected already" in answer.content.decode()
    assert Account.objects.count() == 1


def test_changing_keeps_what_is_not_typed_and_wakes_the_reader(
    cast: Cast, browse: Browse, typed: dict[str, Any], dovecot: Dovecot
) -> None:
    account = make_mailbox(cast.brand, dovecot.port, "hello@harbour.test", poll_seconds=5)
    page = browse(cast.admin).get(reverse("mailbox", args=[account.pk])).content.decode()
    assert account.sealed not in page
    assert f'value="{PASSWORD}"' not in page
    change = {**typed, "password": "", "smtp_host": "", "name": "Back desk"}
    assert browse(cast.admin).post(reverse("mailbox", args=[account.pk]), change).status_code == 302
    account.refresh_from_db()
    assert (account.name, secrets_of(account).password) == ("Back desk", PASSWORD)
    assert account.settings["imap"]["poll_seconds"] == 5
    assert account.settings["changed_at"] > 0
    assert kinds() == ["account.changed"]


def test_pausing_and_resuming_are_events_and_happen_once(cast: Cast, browse: Browse) -> None:
    account = make_mailbox(cast.brand, 143)
    client, address = browse(cast.admin), reverse("mailbox_pause", args=[account.pk])
    for data in ({}, {}, {"resume": "1"}, {"resume": "1"}):
        assert client.post(address, data).status_code == 302
    assert kinds() == ["account.paused", "account.resumed"]
    assert client.get(address).status_code == 405


def test_the_test_button_shows_every_check(cast: Cast, browse: Browse, dovecot: Dovecot, open_sink: SmtpSink) -> None:
    account = make_mailbox(cast.brand, dovecot.port, "hello@harbour.test")
    address = reverse("mailbox_examination", args=[account.pk])
    fragment = browse(cast.admin).post(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "INBOX holds 0 mails." in fragment
    assert "no server to send by" in fragment
    assert "INBOX holds 0 mails." in browse(cast.admin).post(address).content.decode()


def test_the_list_says_how_each_mailbox_fares(cast: Cast, browse: Browse) -> None:
    account = make_mailbox(cast.brand, 143)
    make_mailbox(cast.other_brand, 143, "theirs@quarry.test")
    Account.objects.filter(pk=account.pk).update(state="failing", state_reason="Nothing answers at 127.0.0.1:143.")
    body = browse(cast.admin).get(reverse("mailboxes")).content.decode()
    assert "in trouble" in body
    assert "Nothing answers at 127.0.0.1:143." in body
    assert "theirs@quarry.test" not in body
    rows = browse(cast.admin).get(reverse("mailboxes"), {"part": "rows"}).content.decode()
    assert "<html" not in rows
    assert "desk@harbour.test" in rows


def test_without_a_mailbox_the_page_says_how_to_get_one(cast: Cast, browse: Browse) -> None:
    body = browse(cast.admin).get(reverse("mailboxes")).content.decode()
    assert reverse("mailbox_new") in body
    assert "will come in here" in body


@pytest.mark.parametrize("who", ["agent", "lead", "outsider"])
def test_only_admins_of_the_brand_see_and_change_mailboxes(cast: Cast, browse: Browse, who: str) -> None:
    account = make_mailbox(cast.brand, 143)
    client = browse(getattr(cast, who))
    expected = 404 if who == "outsider" else 403
    for name in ("mailbox", "mailbox_pause", "mailbox_examination"):
        address = reverse(name, args=[account.pk])
        assert client.post(address, {"name": "taken"}).status_code == expected, name
    for name in ("mailboxes", "mailbox_new"):
        assert client.get(reverse(name), {"brand": cast.brand.pk}).status_code == expected, name
    account.refresh_from_db()
    assert (account.name, account.state) == ("Desk", "new")
    assert kinds() == []


def test_strangers_are_sent_to_the_door(cast: Cast) -> None:
    account = make_mailbox(cast.brand, 143)
    for address in (reverse("mailboxes"), reverse("mailbox_new"), reverse("mailbox", args=[account.pk])):
        assert Client().get(address).status_code == 302


def test_a_team_of_another_brand_cannot_be_chosen(cast: Cast, browse: Browse, typed: dict[str, Any]) -> None:
    foreign = cast.other_brand.teams.create(name="Theirs")
    answer = browse(cast.admin).post(reverse("mailbox_new"), {**typed, "team": foreign.pk, "save_anyway": "on"})
    assert answer.status_code == 422

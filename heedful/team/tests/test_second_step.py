"""Two-step sign-in: a code from the phone, or one of the recovery codes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from heedful.events.models import Event
from heedful.team import kinds
from heedful.team.models import Person
from heedful.team.tests.factories import PASSPHRASE, Cast
from heedful.team.tests.test_sign_in import sign_in


def code_for(secret: str) -> str:
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


def turn_on(client: Client, person: Person) -> str:
    """Through the pages, as a person would; returns the secret."""
    client.post("/account/reauthenticate/", {"password": PASSPHRASE})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)[1]  # type: ignore[index]
    answer = client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    assert answer.url == "/account/2fa/recovery-codes/"
    return secret


def recovery_codes(client: Client) -> list[str]:
    return client.get("/account/2fa/recovery-codes/download/").content.decode().split()


def test_it_must_be_asked_for_the_passphrase_first(cast: Cast, browse: Callable[[Person], Client]) -> None:
    answer = browse(cast.agent).get("/account/2fa/totp/activate/")
    assert answer.url.startswith("/account/reauthenticate/")


def test_signing_in_asks_for_the_code(cast: Cast, browse: Callable[[Person], Client]) -> None:
    secret = turn_on(browse(cast.agent), cast.agent)
    client = Client()
    assert sign_in(client, cast.agent.email).url == "/account/2fa/authenticate/"
    assert client.get("/settings/").status_code == 302
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    cache.clear()  # a code works once in its half minute; the turn-on above has used it
    assert client.post("/account/2fa/authenticate/", {"code": code_for(secret)}).url == "/"
    assert client.get("/settings/").status_code == 200


def test_a_recovery_code_opens_once(cast: Cast, browse: Callable[[Person], Client]) -> None:
    at_home = browse(cast.agent)
    turn_on(at_home, cast.agent)
    code = recovery_codes(at_home)[0]
    for expected in (302, 200):
        client = Client()
        sign_in(client, cast.agent.email)
        assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == expected


def test_codes_cannot_be_guessed_for_long(cast: Cast, browse: Callable[[Person], Client]) -> None:
    turn_on(browse(cast.agent), cast.agent)
    client = Client()
    sign_in(client, cast.agent.email)
    for _ in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    refused = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Too many wrong tries" in refused.content.decode()


def test_the_secret_lies_encrypted_in_the_database(cast: Cast, browse: Callable[[Person], Client]) -> None:
    secret = turn_on(browse(cast.agent), cast.agent)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


@pytest.mark.django_db(transaction=True)
def test_turning_it_on_and_off_is_noted_and_told_by_mail(cast: Cast, browse: Callable[[Person], Client]) -> None:
    client = browse(cast.agent)
    turn_on(client, cast.agent)
    client.post("/account/2fa/totp/deactivate/")
    noted = set(Event.objects.filter(person_id=cast.agent.pk).values_list("kind", flat=True))
    assert {kinds.SECOND_STEP_ADDED, kinds.SECOND_STEP_REMOVED} <= noted
    assert [letter.subject for letter in mail.outbox] == ["Two-step sign-in is on", "Two-step sign-in is off"]
    assert sign_in(Client(), cast.agent.email).url == "/"

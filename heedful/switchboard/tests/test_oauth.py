"""Access tokens: made once, kept until they end, refused in words. Against a real endpoint and a real IMAP server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from imapclient.exceptions import LoginError

from heedful.events.instant import now
from heedful.switchboard.doors.mailbox_sign_in import connect
from heedful.switchboard.mailbox_settings import Secrets, seal_secrets, secrets_of, with_secrets
from heedful.switchboard.models import Account
from heedful.switchboard.oauth import TokenRefused, access_token
from heedful.switchboard.tests.servers.dovecot import Dovecot, make_dovecot
from heedful.switchboard.tests.servers.tokens import REFRESH_TOKEN, TokenEndpoint, tokens
from heedful.team.tests.factories import Cast

__all__ = ["tokens"]


@pytest.fixture
def account(cast: Cast, tokens: TokenEndpoint) -> Account:
    return Account.objects.create(
        brand=cast.brand,
        channel="email",
        name="Desk",
        address="desk@harbour.test",
        created_at=now(),
        settings={"auth": "microsoft", "oauth": {"client_id": "our-app", "token_url": tokens.token_url}},
        sealed=seal_secrets(Secrets(refresh_token=REFRESH_TOKEN, client_secret="app-secret")),
    )


@pytest.fixture
def token_dovecot(tokens: TokenEndpoint) -> Iterator[Dovecot]:
    server = make_dovecot(tokens.introspection_url)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(server.folder, ignore_errors=True)


def test_a_token_is_asked_for_once_and_kept_sealed(account: Account, tokens: TokenEndpoint) -> None:
    assert access_token(account) == "access-1"
    again = Account.objects.get(pk=account.pk)
    assert access_token(again) == "access-1"
    assert len(tokens.asked) == 1
    assert "access-1" not in again.sealed
    assert tokens.asked[0]["client_id"] == "our-app"
    assert "IMAP.AccessAsUser.All" in tokens.asked[0]["scope"]


def test_a_token_near_its_end_is_replaced(account: Account, tokens: TokenEndpoint) -> None:
    tokens.lifetime = 60
    assert access_token(account) == "access-1"
    assert access_token(account) == "access-2"


def test_a_new_refresh_token_is_kept(account: Account, tokens: TokenEndpoint) -> None:
    tokens.next_refresh_token = "consent-of-tomorrow"
    access_token(account)
    assert secrets_of(Account.objects.get(pk=account.pk)).refresh_token == "consent-of-tomorrow"


def test_secrets_that_an_admin_changed_meanwhile_are_not_overwritten(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(sealed=with_secrets(account, refresh_token="typed just now"))
    access_token(account)
    assert secrets_of(Account.objects.get(pk=account.pk)).refresh_token == "typed just now"


@pytest.mark.parametrize(
    ("status", "answer", "words", "is_final"),
    [
        (400, {"error": "invalid_grant"}, "no longer accepts the consent", True),
        (401, {"error": "invalid_client"}, "client id and client secret", True),
        (400, {"error": "something_new"}, "answer 400", True),
        (503, {}, "It is busy", False),
        (429, {}, "It is busy", False),
    ],
)
def test_refusals_are_said_in_words(
    account: Account, tokens: TokenEndpoint, status: int, answer: dict[str, str], words: str, is_final: bool
) -> None:
    tokens.refusal = (status, answer)
    with pytest.raises(TokenRefused, match=words) as caught:
        access_token(account)
    assert caught.value.is_final is is_final
    assert REFRESH_TOKEN not in str(caught.value)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"access_token": 7}', b'{"access_token": ""}', b"null"])
def test_nonsense_from_the_endpoint_is_no_token(account: Account, tokens: TokenEndpoint, body: bytes) -> None:
    tokens.body = body
    with pytest.raises(TokenRefused):
        access_token(account)


def test_an_endpoint_that_is_away_is_tried_again(account: Account, tokens: TokenEndpoint) -> None:
    tokens.stop()
    with pytest.raises(TokenRefused, match="could not be reached") as caught:
        access_token(account)
    assert not caught.value.is_final


def test_without_consent_the_words_say_so(account: Account) -> None:
    account.sealed = seal_secrets(Secrets())
    with pytest.raises(TokenRefused, match="no consent from Microsoft"):
        access_token(account)


def test_a_real_server_lets_us_in_by_token(account: Account, token_dovecot: Dovecot) -> None:
    account.settings["imap"] = {"host": "127.0.0.1", "port": token_dovecot.port, "security": "plain"}
    assert connect(account).open_folder("INBOX") > 0


def test_a_kept_token_that_was_withdrawn_is_replaced_while_signing_in(
    account: Account, tokens: TokenEndpoint, token_dovecot: Dovecot
) -> None:
    account.settings["imap"] = {"host": "127.0.0.1", "port": token_dovecot.port, "security": "plain"}
    access_token(account)
    tokens.good.clear()
    assert connect(account).open_folder("INBOX") > 0
    assert len(tokens.asked) == 2


def test_a_real_server_refuses_a_token_that_is_not_good(
    account: Account, tokens: TokenEndpoint, token_dovecot: Dovecot
) -> None:
    account.settings["imap"] = {"host": "127.0.0.1", "port": token_dovecot.port, "security": "plain"}
    tokens.body = b'{"access_token": "made-up", "expires_in": 3600}'
    with pytest.raises(LoginError):
        connect(account)

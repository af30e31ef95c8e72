"""Access tokens for Google and Microsoft mailboxes, made from the refresh token that the admin's consent gave us."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from heedful.events.instant import SECOND, now
from heedful.switchboard.mailbox_settings import Secrets, seal_secrets, secrets_of
from heedful.switchboard.models import Account

if TYPE_CHECKING:
    import httpx

log = logging.getLogger(__name__)

EARLY = 120 * SECOND  # a token this close to its end is not used any more: our clock and theirs may differ
TIMEOUT = 15.0  # seconds
LONGEST_ANSWER = 100_000


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider hands out tokens, and what we ask for."""

    name: str
    token_url: str
    scope: str = ""


PROVIDERS = {
    "google": Provider("Google", "https://oauth2.googleapis.com/token"),
    "microsoft": Provider(
        "Microsoft",
        "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
    ),
}

REFUSALS = {
    "invalid_grant": (
        "{name} no longer accepts the consent for this mailbox: it expired, was withdrawn, or the password was "
        "changed. Connect the mailbox again and give consent once more."
    ),
    "invalid_client": "{name} does not accept the client id and client secret. Copy both again from its console.",
    "unauthorized_client": "{name} knows the client id, but does not let it use refresh tokens. Check the app's type.",
    "invalid_scope": "{name} refuses the permissions asked for. Let the app read and send mail, then consent again.",
}


class TokenRefused(Exception):
    """No access token; the message says why. `is_final` means that trying again will not help by itself."""

    def __init__(self, words: str, *, is_final: bool) -> None:
        super().__init__(words)
        self.is_final = is_final


def uses_oauth(account: Account) -> bool:
    """Whether the account signs in by token instead of by password."""
    return account.settings.get("auth", "password") in PROVIDERS


def access_token(account: Account, *, fresh: bool = False) -> str:
    """A valid token: the kept one, or a new one from the provider. `fresh` distrusts the kept one."""
    secrets = secrets_of(account)
    if secrets.access_token and secrets.access_until - EARLY > now() and not fresh:
        return secrets.access_token
    renewed = _renew(account, secrets)
    _keep(account, secrets, renewed)
    return renewed.access_token


def _renew(account: Account, secrets: Secrets) -> Secrets:
    provider = PROVIDERS[account.settings["auth"]]
    if not secrets.refresh_token:
        words = f"There is no consent from {provider.name} for this mailbox yet. Give it in the mailbox's settings."
        raise TokenRefused(words, is_final=True)
    answer = _ask(provider, _token_url(provider, account), _form(provider, account, secrets))
    return replace(
        secrets,
        access_token=answer["access_token"],
        access_until=now() + _lifetime(answer) * SECOND,
        refresh_token=answer.get("refresh_token") or secrets.refresh_token,  # Microsoft hands out a new one each time
    )


def _token_url(provider: Provider, account: Account) -> str:
    options = account.settings.get("oauth", {})
    return str(options.get("token_url") or provider.token_url.format(tenant=options.get("tenant") or "common"))


def _form(provider: Provider, account: Account, secrets: Secrets) -> dict[str, str]:
    form = {
        "grant_type": "refresh_token",
        "refresh_token": secrets.refresh_token,
        "client_id": account.settings.get("oauth", {}).get("client_id", ""),
    }
    if secrets.client_secret:
        form["client_secret"] = secrets.client_secret
    if provider.scope:
        form["scope"] = provider.scope
    return form


def _ask(provider: Provider, url: str, form: dict[str, str]) -> dict[str, Any]:
    # Loading it (with rich, which it takes along) is a tenth of the time in which a house opens; most never need it.
    import httpx  # noqa: PLC0415

    try:
        response = httpx.post(url, data=form, timeout=TIMEOUT, follow_redirects=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        words = (
            f"{provider.name} could not be reached to renew the sign-in ({type(error).__name__}). It is tried again."
        )
        raise TokenRefused(words, is_final=False) from error
    answer = _json(response)
    if response.is_success and isinstance(answer.get("access_token"), str) and answer["access_token"]:
        return answer
    raise _refusal(provider, response.status_code, answer)


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        answer = response.json() if len(response.content) <= LONGEST_ANSWER else {}
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _lifetime(answer: dict[str, Any]) -> int:
    try:
        return max(0, min(int(answer.get("expires_in", 3600)), 86_400))
    except (TypeError, ValueError):
        return 3600


def _refusal(provider: Provider, status: int, answer: dict[str, Any]) -> TokenRefused:
    known = REFUSALS.get(str(answer.get("error", "")))
    if known:
        return TokenRefused(known.format(name=provider.name), is_final=True)
    is_busy = status in {408, 429} or status >= 500
    hint = "It is busy; this is tried again." if is_busy else "Check the client id and the consent."
    return TokenRefused(f"{provider.name} gave no access (answer {status}). {hint}", is_final=not is_busy)


def _keep(account: Account, before: Secrets, renewed: Secrets) -> None:
    """Save the token, unless an admin changed the secrets meanwhile: then theirs win."""
    account.sealed = seal_secrets(renewed)
    if account.pk is None:
        return
    with transaction.atomic():
        row = Account.objects.select_for_update().get(pk=account.pk)
        current = secrets_of(row)
        if (current.refresh_token, current.client_secret) == (before.refresh_token, before.client_secret):
            row.sealed = account.sealed
            row.save(update_fields=["sealed"])

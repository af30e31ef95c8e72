"""Connect, change, pause and resume a mailbox. Each needs the role of an admin in its brand and writes an event."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.switchboard import kinds
from heedful.switchboard.mailbox_settings import Secrets, seal_secrets, secrets_of
from heedful.switchboard.models import Account
from heedful.switchboard.sealing import SealBroken
from heedful.team.models import Team
from heedful.team.refusal import Refused
from heedful.team.viewer import NotHere, Viewer


@dataclass(frozen=True, slots=True)
class MailboxWish:
    """What an admin asked for. An empty secret means: as it was."""

    name: str
    address: str
    team_id: int | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    secrets: Secrets = field(default_factory=Secrets)


def mailbox_of(viewer: Viewer, account_id: int, *, role: str = "admin") -> Account:
    """The account, or NotHere for anybody else's, or Forbidden when the role is too low."""
    account = Account.objects.filter(pk=account_id, channel="email", brand_id__in=viewer.brand_ids).first()
    if account is None:
        raise NotHere
    viewer.require(role, account.brand_id)
    return account


def wished(account: Account, wish: MailboxWish) -> Account:
    """The account as it would be: not saved, so that it can be tried first."""
    account.name, account.address, account.team_id = wish.name, wish.address.lower(), wish.team_id
    account.settings = {**account.settings, **{key: _part(account, key, value) for key, value in wish.settings.items()}}
    account.sealed = _resealed(account, wish.secrets)
    return account


def connect_mailbox(*, viewer: Viewer, brand_id: int, wish: MailboxWish) -> Account:
    """A new mailbox; it is read from this moment on."""
    viewer.require("admin", brand_id)
    account = wished(Account(brand_id=brand_id, channel="email", created_at=now(), state_at=now()), wish)
    return _save(account, viewer, kinds.CONNECTED)


def change_mailbox(*, viewer: Viewer, account_id: int, wish: MailboxWish) -> Account:
    """Other settings; the connection is made anew with them."""
    account = wished(mailbox_of(viewer, account_id), wish)
    # The keeper of the mailboxes looks at the settings only: this tells it of new secrets too.
    account.settings["changed_at"] = now()
    return _save(account, viewer, kinds.CHANGED)


def pause_mailbox(*, viewer: Viewer, account_id: int) -> Account:
    """Nothing is fetched until it is resumed; mail waits on the server."""
    return _turn(viewer, account_id, Account.State.PAUSED, kinds.PAUSED)


def resume_mailbox(*, viewer: Viewer, account_id: int) -> Account:
    return _turn(viewer, account_id, Account.State.NEW, kinds.RESUMED)


def _part(account: Account, key: str, value: Any) -> Any:
    """Settings that the form does not show, such as a slower poll, stay as they are."""
    before = account.settings.get(key)
    return {**before, **value} if value and isinstance(value, dict) and isinstance(before, dict) else value


def _resealed(account: Account, given: Secrets) -> str:
    typed = {name: getattr(given, name) for name in ("password", "smtp_password", "client_secret", "refresh_token")}
    typed = {name: value for name, value in typed.items() if value}
    if not typed:
        return account.sealed
    # A token made by the old secrets is worth nothing beside new ones.
    return seal_secrets(replace(_opened(account), access_token="", access_until=0, **typed))


def _opened(account: Account) -> Secrets:
    try:
        return secrets_of(account)
    except SealBroken:
        return Secrets()  # what is typed now replaces it


def _save(account: Account, viewer: Viewer, kind: str) -> Account:
    if account.team_id and not Team.objects.filter(pk=account.team_id, brand_id=account.brand_id).exists():
        raise NotHere
    try:
        with transaction.atomic():
            account.save()
            _record(account, viewer, kind)
    except IntegrityError as error:
        raise Refused(_("This address is connected already, here or in another brand.")) from error
    return account


def _turn(viewer: Viewer, account_id: int, state: Account.State, kind: str) -> Account:
    account = mailbox_of(viewer, account_id)
    is_paused = account.state == Account.State.PAUSED
    if is_paused == (state == Account.State.PAUSED):
        return account
    account.state, account.state_reason, account.state_at = state, "", now()
    with transaction.atomic():
        account.save(update_fields=["state", "state_reason", "state_at"])
        _record(account, viewer, kind)
    return account


def _record(account: Account, viewer: Viewer, kind: str) -> None:
    about = Subject(brand_id=account.brand_id)
    record(kind, about, person_id=viewer.person_id, account_id=account.pk, address=account.address)

"""How a mailbox is reached: the plain settings and sealed secrets of an Account, read into frozen shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from heedful.switchboard.models import Account
from heedful.switchboard.sealing import seal, unseal

PORTS = {("imap", "tls"): 993, ("smtp", "tls"): 465, ("smtp", "starttls"): 587, ("smtp", "plain"): 25}


@dataclass(frozen=True, slots=True)
class Secrets:
    """All that is encrypted. Its repr shows nothing, so that no log line or traceback can."""

    password: str = ""
    smtp_password: str = ""
    client_secret: str = ""
    refresh_token: str = ""
    access_token: str = ""
    access_until: int = 0

    def __repr__(self) -> str:
        return "Secrets(…)"


@dataclass(frozen=True, slots=True)
class Wire:
    """One server of a mailbox. `security` is "tls" (from the first byte), "starttls" or "plain"."""

    host: str
    port: int
    security: str
    user: str
    folder: str = "INBOX"

    @property
    def is_local(self) -> bool:
        return self.host in {"localhost", "::1"} or self.host.startswith("127.")


def imap_of(account: Account) -> Wire:
    """The server that mail is read from."""
    return _wire(account, "imap")


def smtp_of(account: Account) -> Wire | None:
    """The server that mail leaves by; None when the mailbox only reads."""
    return _wire(account, "smtp") if account.settings.get("smtp", {}).get("host") else None


def has_imap(account: Account) -> bool:
    """Whether mail is fetched at all: a mailbox fed by LMTP or files has no IMAP server."""
    return bool(account.settings.get("imap", {}).get("host"))


def starts_now(account: Account) -> bool:
    """Whether mail from before the mailbox was connected stays unread."""
    return bool(account.settings.get("imap", {}).get("start") == "new")


def marks_read(account: Account) -> bool:
    """Whether mail is marked as read on the server once it is safely kept here."""
    return bool(account.settings.get("imap", {}).get("mark_read", False))


def poll_seconds(account: Account) -> float:
    """How often to look where the server cannot tell us by itself."""
    return float(account.settings.get("imap", {}).get("poll_seconds", 60))


def secrets_of(account: Account) -> Secrets:
    """The opened secrets. A seal that holds no JSON object is a bare password."""
    if not account.sealed:
        return Secrets()
    opened = unseal(account.sealed)
    try:
        found = json.loads(opened)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        return Secrets(password=opened)
    known = {field.name for field in fields(Secrets)}
    return Secrets(**{name: value for name, value in found.items() if name in known})


def seal_secrets(secrets: Secrets) -> str:
    """The text for `Account.sealed`."""
    return seal(json.dumps({name: value for name, value in asdict(secrets).items() if value}))


def with_secrets(account: Account, **changes: Any) -> str:
    """The account's seal with some secrets replaced."""
    return seal_secrets(replace(secrets_of(account), **changes))


def _wire(account: Account, kind: str) -> Wire:
    given: Mapping[str, Any] = account.settings.get(kind, {})
    security = given.get("security", "tls")
    port = given.get("port") or PORTS.get((kind, security), 143)
    user = given.get("user") or account.address
    return Wire(given.get("host", ""), int(port), security, user, given.get("folder") or "INBOX")

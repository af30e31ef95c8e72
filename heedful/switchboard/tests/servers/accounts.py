"""Mailboxes on the test servers, connected to a brand."""

from __future__ import annotations

from typing import Any

from heedful.events.instant import now
from heedful.switchboard.mailbox_settings import Secrets, seal_secrets
from heedful.switchboard.models import Account
from heedful.switchboard.tests.servers.dovecot import PASSWORD
from heedful.team.models import Brand


def make_mailbox(brand: Brand, port: int, address: str = "desk@harbour.test", **imap: Any) -> Account:
    """An account that reads from a server on this machine; `imap` adds or replaces settings."""
    settings = {"host": "127.0.0.1", "port": port, "security": "plain", "user": address, **imap}
    return Account.objects.create(
        brand=brand,
        channel="email",
        name="Desk",
        address=address,
        settings={"auth": "password", "imap": settings},
        sealed=seal_secrets(Secrets(password=PASSWORD)),
        created_at=now(),
    )


def make_mail(subject: str, sender: str = "mira@example.com", text: str = "Is my lamp ready?") -> bytes:
    """A small mail of our own; its Message-ID follows from its subject."""
    lines = [
        f"From: Mira <{sender}>",
        "To: desk@harbour.test",
        f"Subject: {subject}",
        f"Message-ID: <{subject.replace(' ', '.')}@example.com>",
        "Date: Tue, 03 Nov 2026 10:15:00 +0100",
        "Content-Type: text/plain; charset=utf-8",
        "",
        text,
        "",
    ]
    return "\r\n".join(lines).encode()

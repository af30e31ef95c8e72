"""Mails and mailboxes for the tests of the switchboard."""

from __future__ import annotations

from heedful.events.instant import now
from heedful.switchboard.models import Account, RawMessage
from heedful.switchboard.receive import keep, receive
from heedful.team.models import Brand


def make_account(brand: Brand, address: str = "help@harbour.test", **settings: object) -> Account:
    return Account.objects.create(
        brand=brand, channel="email", name=address, address=address, settings=settings, created_at=now()
    )


def raw_mail(
    body: str = "Where is my lamp?",
    *,
    sender: str = "Ida Berg <ida@client.test>",
    subject: str = "My lamp",
    message_id: str = "",
    headers: str = "",
) -> bytes:
    ident = f"Message-ID: <{message_id}>\r\n" if message_id else ""
    return (
        f"From: {sender}\r\nTo: help@harbour.test\r\nSubject: {subject}\r\n{ident}{headers}"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()


def arrive(account: Account, raw: bytes, external_id: str = "1:1") -> RawMessage:
    """Keep and receive in one go."""
    return receive(keep(account=account, raw=raw, external_id=external_id, door="imap").pk)

"""Our own addresses: a mailbox and its other names, typed by an admin, known to every door."""

from __future__ import annotations

from heedful.interactions.models import Conversation
from heedful.switchboard.doors.lmtp_recipients import account_for
from heedful.switchboard.forms import MailboxForm, initial_of
from heedful.switchboard.senders import is_one_of, our_addresses, senders
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.tests.factories import Cast

TYPED = {
    "name": "Help", "address": "help@harbour.test", "auth": "password", "password": "x", "reading": "imap",
    "imap_host": "mail.test", "imap_security": "tls", "start": "new", "smtp_security": "tls",
}  # fmt: skip


def form(aliases: str) -> MailboxForm:
    return MailboxForm({**TYPED, "aliases": aliases}, teams=[], is_new=True)


def test_other_addresses_are_typed_like_recipients() -> None:
    typed = form("Orders@Harbour.test; sales@harbour.test, help@harbour.test")
    assert typed.is_valid(), typed.errors
    assert typed.wish().settings["aliases"] == ["orders@harbour.test", "sales@harbour.test"]
    assert "no e-mail address" in str(form("orders@").errors["aliases"])


def test_every_door_knows_them(cast: Cast) -> None:
    account = make_account(cast.brand, aliases=["orders@harbour.test"])
    other = make_account(cast.other_brand, "desk@quarry.test")
    assert [one.address for one in senders(cast.brand.pk)] == ["help@harbour.test", "orders@harbour.test"]
    assert initial_of(account)["aliases"] == "orders@harbour.test"
    assert is_one_of("Orders+r7.abc@harbour.test", our_addresses())
    assert account_for("<ORDERS@harbour.test>") == account
    assert account_for("orders+vip@harbour.test") == account
    assert account_for("desk@quarry.test") == other
    assert account_for("nobody@harbour.test") is None


def test_mail_to_another_name_comes_in_like_any(cast: Cast) -> None:
    account = make_account(cast.brand, aliases=["orders@harbour.test"])
    raw = raw_mail(message_id="o1@client.test").replace(b"To: help@harbour.test", b"To: orders@harbour.test")
    row = arrive(account, raw)
    assert Conversation.objects.get(pk=row.conversation_id).state == "open"

"""Mail that the house itself sends (invitations, a new passphrase, a digest): out by the first mailbox that can send.

It does not go through the outbox: it belongs to no conversation, and whoever asked for it can ask again.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from heedful.channels.email.outbound import send
from heedful.channels.message import Outbound, Party
from heedful.switchboard.actions import message_id_for
from heedful.switchboard.mailbox_settings import smtp_of
from heedful.switchboard.models import Account
from heedful.switchboard.outgoing import smtp_settings

log = logging.getLogger(__name__)


NO_MAILBOX = "none"


class HouseMail(BaseEmailBackend):
    """Django's mail by a connected mailbox. Without one nothing is sent; the screens show the link instead."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(send_by_house(message) == "sent" for message in email_messages)


def send_by_house(message: EmailMessage, *, key: str = "") -> str:
    """How it went: the outcome of the wire (see `Receipt`), or that there is no mailbox to send by.

    Whoever may try again gives a key: the same one makes the same Message-ID.
    """
    account = sending_account()
    if account is None:
        return NO_MAILBOX
    key = f"house-{key or uuid.uuid4().hex}"
    receipt = send(
        Outbound(
            channel="email",
            key=key,
            sender=Party(account.address, account.brand.name),
            to=tuple(Party(address.lower()) for address in message.to),
            text=str(message.body),
            html=_html_of(message),
            subject=str(message.subject),
            message_id=message_id_for(account, key),
            automatic=True,
            unsubscribe=message.extra_headers.get("List-Unsubscribe", "").strip("<>"),
        ),
        smtp_settings(account, timeout=settings.ENVIRONMENT.smtp_timeout),
    )
    if receipt.outcome != "sent":
        log.error("a mail of the house was not sent: %s", receipt.outcome)
    return receipt.outcome


def _html_of(message: EmailMessage) -> str:
    """What Django calls an alternative; plain mails have none."""
    parts = getattr(message, "alternatives", None) or ()
    return next((str(content) for content, kind in parts if kind == "text/html"), "")


def sending_account() -> Account | None:
    """The first mailbox that has a server for sending."""
    accounts = Account.objects.filter(channel="email").exclude(state=Account.State.PAUSED).select_related("brand")
    return next((account for account in accounts.order_by("id") if smtp_of(account) is not None), None)

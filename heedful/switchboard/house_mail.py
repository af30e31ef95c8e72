"""Mail that the house itself sends (invitations, a new passphrase): out by the first mailbox that can send.

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


class HouseMail(BaseEmailBackend):
    """Django's mail by a connected mailbox. Without one nothing is sent; the screens show the link instead."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        account = sending_account()
        if account is None:
            return 0
        return sum(self._send(account, message) for message in email_messages)

    def _send(self, account: Account, message: EmailMessage) -> int:
        key = f"house-{uuid.uuid4().hex}"
        receipt = send(
            Outbound(
                channel="email",
                key=key,
                sender=Party(account.address, account.brand.name),
                to=tuple(Party(address.lower()) for address in message.to),
                text=str(message.body),
                subject=str(message.subject),
                message_id=message_id_for(account, key),
                automatic=True,
            ),
            smtp_settings(account, timeout=settings.ENVIRONMENT.smtp_timeout),
        )
        if receipt.outcome != "sent":
            log.error("a mail of the house was not sent: %s", receipt.outcome)
        return int(receipt.outcome == "sent")


def sending_account() -> Account | None:
    """The first mailbox that has a server for sending."""
    accounts = Account.objects.filter(channel="email").exclude(state=Account.State.PAUSED).select_related("brand")
    return next((account for account in accounts.order_by("id") if smtp_of(account) is not None), None)

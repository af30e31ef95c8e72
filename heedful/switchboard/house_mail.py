"""Mail that the house itself sends (invitations, a new passphrase): out by the first connected mailbox."""

from __future__ import annotations

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class HouseMail(BaseEmailBackend):
    """Replaced below by the switchboard's own sending."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        return 0

"""The mails of this room, as plain text."""

from __future__ import annotations

import logging

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


def send_invitation(*, to: str, brand_name: str, inviter: str, link: str) -> bool:
    """Whether it left. Without a connected mailbox it cannot: then the page shows the link instead."""
    subject = _("%(inviter)s invites you to %(brand)s") % {"inviter": inviter, "brand": brand_name}
    text = _(
        "Hello,\n\n"
        "%(inviter)s would like you to answer customers of %(brand)s with them.\n"
        "Choose your name and passphrase here:\n\n"
        "%(link)s\n\n"
        "The link works once, for seven days. If you did not expect this, you need not do anything.\n"
    ) % {"inviter": inviter, "brand": brand_name, "link": link}
    return _send(EmailMessage(subject=" ".join(subject.split()), body=text, to=[to]))


def _send(letter: EmailMessage) -> bool:
    try:
        return letter.send() > 0
    except Exception as error:  # noqa: BLE001 (whatever breaks on the wire, the invitation stands and its link is shown)
        log.warning("an invitation could not be mailed: %s", type(error).__name__)
        return False

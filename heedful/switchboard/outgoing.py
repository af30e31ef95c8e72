"""How an account sends: its stored settings and secrets as the wire takes them."""

from __future__ import annotations

from heedful.channels.email.smtp import SmtpSettings
from heedful.switchboard.mailbox_settings import secrets_of, smtp_of
from heedful.switchboard.models import Account
from heedful.switchboard.oauth import access_token, uses_oauth


class CannotSend(Exception):
    """The account has no way to send; the words say what is missing."""


def smtp_settings(account: Account, *, timeout: float) -> SmtpSettings:
    """Raises CannotSend for a mailbox that only reads, TokenRefused when the provider gives no token."""
    wire = smtp_of(account)
    if wire is None:
        raise CannotSend(f"{account.address} has no server for sending. Add one under Settings, Mailboxes.")
    secrets = secrets_of(account)
    return SmtpSettings(
        host=wire.host,
        port=wire.port,
        security=wire.security,  # type: ignore[arg-type]
        user=wire.user if secrets.password or secrets.smtp_password or uses_oauth(account) else "",
        password=secrets.smtp_password or secrets.password,
        token=access_token(account) if uses_oauth(account) else "",
        timeout=timeout,
        verify_certificate=not wire.is_local,
    )

"""Reaches an IMAP server: encrypted, and signed in by password or by token."""

from __future__ import annotations

import ssl

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, LoginError

from heedful.switchboard.doors.mailbox_wire import READ_SECONDS, MailboxLine
from heedful.switchboard.mailbox_settings import Wire, imap_of, secrets_of
from heedful.switchboard.models import Account
from heedful.switchboard.oauth import access_token, uses_oauth

CONNECT_SECONDS = 20.0


def connect(account: Account, seconds: float | None = None) -> MailboxLine:
    """Reach the server, encrypt, sign in. `seconds` is how long it may take to greet us."""
    wire = imap_of(account)
    client = IMAPClient(
        wire.host,
        wire.port,
        ssl=wire.security == "tls",
        ssl_context=encryption(wire) if wire.security == "tls" else None,
        timeout=SocketTimeout(seconds or CONNECT_SECONDS, READ_SECONDS),
    )
    client.normalise_times = False
    try:
        if wire.security == "starttls":
            client.starttls(encryption(wire))
        _sign_in(client, account, wire.user)
    except BaseException:
        MailboxLine(client).hang_up()
        raise
    return MailboxLine(client)


def encryption(wire: Wire) -> ssl.SSLContext:
    """Certificates are checked, except on this very machine, where nobody is in between."""
    context = ssl.create_default_context()
    if wire.is_local:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _sign_in(client: IMAPClient, account: Account, user: str) -> None:
    if uses_oauth(account):
        _sign_in_by_token(client, account, user)
        return
    password = secrets_of(account).password
    if user.isascii() and password.isascii():
        client.login(user, password)
    else:
        client.plain_login(user, password)  # LOGIN carries ASCII only


def _sign_in_by_token(client: IMAPClient, account: Account, user: str) -> None:
    try:
        client.oauth2_login(user, access_token(account))
    except LoginError as error:
        if isinstance(error.__context__, IMAPClientAbortError):
            raise
        # A kept token can be withdrawn before its time; a new one settles whether the consent still holds.
        client.oauth2_login(user, access_token(account, fresh=True))

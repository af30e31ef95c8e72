"""Checks of the server that mail leaves by. A sender is proposed and taken back: nothing is sent."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import suppress

from heedful.channels.email.smtp import SmtpSettings
from heedful.switchboard.doctor_check import SECONDS, Check, failed, only_open, way_checks, well, wrong
from heedful.switchboard.doors.mailbox_sign_in import encryption
from heedful.switchboard.doors.mailbox_words import explain, quote
from heedful.switchboard.mailbox_settings import Wire, smtp_of
from heedful.switchboard.models import Account
from heedful.switchboard.outgoing import smtp_settings

TYPE_AGAIN = "Type user name and password again. Many providers want an app password here."


def smtp_checks(account: Account) -> Iterator[Check]:
    """From the name of the server to whether it takes our address as a sender."""
    wire = smtp_of(account)
    if wire is None:
        return
    for check in way_checks(wire, "Sending"):
        yield check
        if not check.ok and not only_open(check, wire):
            return
    server: smtplib.SMTP | None = None
    try:
        server = _greet(wire)
        yield _sign_in(server, smtp_settings(account, timeout=SECONDS))
        yield _propose(server, account.address)
    except Exception as error:  # noqa: BLE001 (whatever it is, the person gets it in words)
        yield _fault(error, wire)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            if server is not None:
                server.quit()


def _greet(wire: Wire) -> smtplib.SMTP:
    if wire.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(wire.host, wire.port, timeout=SECONDS, context=encryption(wire))
    else:
        server = smtplib.SMTP(wire.host, wire.port, timeout=SECONDS)
    server.ehlo_or_helo_if_needed()
    if wire.security == "starttls":
        server.starttls(context=encryption(wire))
        server.ehlo()
    return server


def _sign_in(server: smtplib.SMTP, settings: SmtpSettings) -> Check:
    name = "Sending: sign-in"
    if not settings.user:
        return well(name, "The server is used without a password.")
    if settings.token:
        first = f"user={settings.user}\x01auth=Bearer {settings.token}\x01\x01"
        server.auth("XOAUTH2", lambda challenge=None: first if challenge is None else "")
    else:
        server.login(settings.user, settings.password)
    return well(name, f"{settings.user} is let in.")


def _propose(server: smtplib.SMTP, address: str) -> Check:
    name = "Sending: sender"
    code, said = server.mail(address)
    if code == 250:
        code, said = server.rcpt(address)
    server.rset()
    if code not in {250, 251}:
        words = f"The server does not let us send as {address}: {code} {quote(said)}."
        return wrong(name, words, "Ask your provider to allow this sender for the user.", "address")
    return well(name, f"The server takes {address} as the sender. Nothing was sent.")


def _fault(error: Exception, wire: Wire) -> Check:
    name = "Sending: sign-in"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        said = quote(error.smtp_error)
        words = f"The server refused the user name or password: {error.smtp_code} {said}."
        return wrong(name, words, TYPE_AGAIN, "smtp_user")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        words = f"{wire.host}:{wire.port} offers no encryption by STARTTLS, or no sign-in by password."
        return wrong(name, words, "Check port and encryption with your provider.", "smtp_security")
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, TimeoutError):
        return failed(name, explain(error.__context__, wire.host, wire.port), "smtp_port")
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return wrong(name, f"{wire.host}:{wire.port} hung up.", "Check the port and the encryption.", "smtp_port")
    if isinstance(error, smtplib.SMTPException):
        return wrong(name, f"The server answered: {quote(error)}.", "Ask your provider what it means.", "smtp_host")
    return failed(name, explain(error, wire.host, wire.port), "smtp_user")

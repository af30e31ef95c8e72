"""One SMTP conversation, told step by step, because only the step that failed says whether we may try again."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from email.message import EmailMessage
from email.policy import EmailPolicy

from heedful.channels.email.smtp_session import (
    MOST_REASON,
    SmtpSettings,
    Stop,
    by_code,
    connect,
    log_in,
    said,
    text_of,
)
from heedful.channels.message import Receipt

__all__ = ["SmtpSettings", "send_message"]


def send_message(message: EmailMessage, sender: str, recipients: list[str], settings: SmtpSettings) -> Receipt:
    if not recipients:
        return Receipt("refused", "there is nobody to send to")
    try:
        server = connect(settings)
    except Stop as stop:
        return stop.receipt
    except (OSError, smtplib.SMTPException) as problem:
        return Receipt("retry", said(problem, f"cannot talk to {settings.host}:{settings.port}"))
    try:
        return _converse(server, message, sender, recipients, settings)
    except Stop as stop:
        return stop.receipt
    except (OSError, smtplib.SMTPException) as problem:
        return Receipt("retry", said(problem, "the connection broke before the mail was handed over"))
    finally:
        server.close()


def _converse(
    server: smtplib.SMTP, message: EmailMessage, sender: str, recipients: list[str], settings: SmtpSettings
) -> Receipt:
    server.ehlo_or_helo_if_needed()
    log_in(server, settings)
    content = _as_bytes(server, message, sender, recipients)
    _check_size(server, content)
    _expect(server.mail(sender, _mail_options(server, content)))
    refused = _name_recipients(server, recipients)
    code, answer = _hand_over(server, content)
    _quit(server)
    if code != 250:
        return by_code(code, answer)
    reason = "; ".join(f"{address}: {text}" for address, text in refused.items())
    said_no = f"refused for {reason}"[:MOST_REASON] if reason else ""
    return Receipt("sent", said_no, text_of(answer), tuple(refused))


def _as_bytes(server: smtplib.SMTP, message: EmailMessage, sender: str, recipients: list[str]) -> bytes:
    if all(address.isascii() for address in [sender, *recipients]):
        return message.as_bytes()
    if not server.has_extn("smtputf8"):
        raise Stop(Receipt("refused", "the mail server takes no addresses with letters beyond ASCII"))
    return message.as_bytes(policy=EmailPolicy(utf8=True, linesep="\r\n", max_line_length=0))


def _check_size(server: smtplib.SMTP, content: bytes) -> None:
    limit = server.esmtp_features.get("size", "")
    if limit.isdecimal() and 0 < int(limit) < len(content):
        raise Stop(Receipt("refused", f"the mail has {len(content)} bytes, the server takes {limit}"))


def _mail_options(server: smtplib.SMTP, content: bytes) -> list[str]:
    options = [f"size={len(content)}"] if server.has_extn("size") else []
    # Everything is composed in ASCII, but for mails that have a letter beyond it in an address.
    return options if content.isascii() else [*options, "BODY=8BITMIME", "SMTPUTF8"]


def _name_recipients(server: smtplib.SMTP, recipients: list[str]) -> dict[str, str]:
    """Those whom the server will not take. When it takes nobody, that is the outcome."""
    dsn = ["NOTIFY=FAILURE,DELAY"] if server.has_extn("dsn") else []
    answers = {address: server.rcpt(address, dsn) for address in recipients}
    refused = {address: answer for address, answer in answers.items() if answer[0] not in (250, 251)}
    if len(refused) < len(recipients):
        return {address: text_of(text) for address, (_, text) in refused.items()}
    later = [answer for answer in refused.values() if answer[0] < 500]
    code, text = (later or list(refused.values()))[0]
    raise Stop(by_code(code, text))


def _hand_over(server: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
    """Before the final dot the server cannot have taken the mail; after it, without an answer, nobody knows."""
    server.putcmd("data")
    code, answer = server.getreply()
    if code != 354:
        raise Stop(by_code(code, answer))
    server.send(_dotted(content))
    try:
        server.send(b".\r\n")
        return server.getreply()
    except (OSError, smtplib.SMTPException) as problem:
        reason = said(problem, "no answer after the mail was handed over: it may have been sent")
        raise Stop(Receipt("uncertain", reason)) from None


def _dotted(content: bytes) -> bytes:
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
    lines = lines.replace(b"\r\n.", b"\r\n..")
    lines = b"." + lines if lines.startswith(b".") else lines
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


def _quit(server: smtplib.SMTP) -> None:
    with suppress(OSError, smtplib.SMTPException):
        server.docmd("QUIT")


def _expect(answer: tuple[int, bytes]) -> None:
    if answer[0] != 250:
        raise Stop(by_code(*answer))

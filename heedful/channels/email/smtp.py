"""One SMTP conversation, told step by step, because only the step that failed says whether we may try again."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Literal

from heedful.channels.message import Receipt

_MOST_REASON = 500


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """`token` is an OAuth access token for XOAUTH2; with it the password is not used. Times in seconds."""

    host: str
    port: int = 587
    security: Literal["tls", "starttls", "plain"] = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    timeout: float = 60.0
    own_name: str = ""
    verify_certificate: bool = True


class _Stop(Exception):
    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt.reason)
        self.receipt = receipt


def send_message(message: EmailMessage, sender: str, recipients: list[str], settings: SmtpSettings) -> Receipt:
    if not recipients:
        return Receipt("refused", "there is nobody to send to")
    try:
        server = _connect(settings)
    except _Stop as stop:
        return stop.receipt
    except (OSError, smtplib.SMTPException) as problem:
        return Receipt("retry", _said(problem, f"cannot talk to {settings.host}:{settings.port}"))
    try:
        return _converse(server, message, sender, recipients, settings)
    except _Stop as stop:
        return stop.receipt
    except (OSError, smtplib.SMTPException) as problem:
        return Receipt("retry", _said(problem, "the connection broke before the mail was handed over"))
    finally:
        server.close()


def _connect(settings: SmtpSettings) -> smtplib.SMTP:
    """An open, greeted and, if wanted, encrypted connection; closed again when any of it fails."""
    name = settings.own_name or None
    if settings.security == "tls":
        return smtplib.SMTP_SSL(settings.host, settings.port, name, timeout=settings.timeout, context=_tls(settings))
    server = smtplib.SMTP(settings.host, settings.port, name, timeout=settings.timeout)
    if settings.security == "starttls":
        try:
            _start_tls(server, settings)
        except BaseException:
            server.close()
            raise
    return server


def _start_tls(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    server.ehlo_or_helo_if_needed()
    if not server.has_extn("starttls"):
        # Never fall back to plain text: somebody on the way could take STARTTLS out of the greeting.
        raise _Stop(Receipt("retry", f"{settings.host} offers no STARTTLS"))
    server.starttls(context=_tls(settings))
    server.ehlo()


def _tls(settings: SmtpSettings) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not settings.verify_certificate:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _converse(
    server: smtplib.SMTP, message: EmailMessage, sender: str, recipients: list[str], settings: SmtpSettings
) -> Receipt:
    server.ehlo_or_helo_if_needed()
    _log_in(server, settings)
    content = _as_bytes(server, message, sender, recipients)
    _check_size(server, content)
    _expect(server.mail(sender, _mail_options(server, content)))
    refused = _name_recipients(server, recipients)
    code, answer = _hand_over(server, content)
    _quit(server)
    if code != 250:
        return _by_code(code, answer)
    reason = "; ".join(f"{address}: {text}" for address, text in refused.items())
    return Receipt("sent", f"refused for {reason}"[:_MOST_REASON] if reason else "", _text(answer))


def _log_in(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    if not settings.user:
        return
    try:
        if settings.token:
            _log_in_by_token(server, settings)
        else:
            server.login(settings.user, settings.password)
    except smtplib.SMTPAuthenticationError as problem:
        outcome: Literal["retry", "auth"] = "retry" if 400 <= problem.smtp_code < 500 else "auth"
        raise _Stop(Receipt(outcome, _said(problem, "signing in failed"))) from None
    except (smtplib.SMTPNotSupportedError, UnicodeEncodeError) as problem:
        raise _Stop(Receipt("auth", _said(problem, "signing in failed"))) from None
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as problem:
        raise _Stop(Receipt("auth", _said(problem, "signing in failed"))) from None


def _log_in_by_token(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    first = f"user={settings.user}\x01auth=Bearer {settings.token}\x01\x01"

    def respond(challenge: bytes | None = None) -> str:
        # A challenge is the server's error report: it wants an empty line before it says no.
        return first if challenge is None else ""

    server.auth("XOAUTH2", respond)


def _as_bytes(server: smtplib.SMTP, message: EmailMessage, sender: str, recipients: list[str]) -> bytes:
    if all(address.isascii() for address in [sender, *recipients]):
        return message.as_bytes()
    if not server.has_extn("smtputf8"):
        raise _Stop(Receipt("refused", "the mail server takes no addresses with letters beyond ASCII"))
    return message.as_bytes(policy=EmailPolicy(utf8=True, linesep="\r\n", max_line_length=0))


def _check_size(server: smtplib.SMTP, content: bytes) -> None:
    limit = server.esmtp_features.get("size", "")
    if limit.isdecimal() and 0 < int(limit) < len(content):
        raise _Stop(Receipt("refused", f"the mail has {len(content)} bytes, the server takes {limit}"))


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
        return {address: _text(text) for address, (_, text) in refused.items()}
    later = [answer for answer in refused.values() if answer[0] < 500]
    code, text = (later or list(refused.values()))[0]
    raise _Stop(_by_code(code, text))


def _hand_over(server: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
    """Before the final dot the server cannot have taken the mail; after it, without an answer, nobody knows."""
    server.putcmd("data")
    code, answer = server.getreply()
    if code != 354:
        raise _Stop(_by_code(code, answer))
    server.send(_dotted(content))
    try:
        server.send(b".\r\n")
        return server.getreply()
    except (OSError, smtplib.SMTPException) as problem:
        reason = _said(problem, "no answer after the mail was handed over: it may have been sent")
        raise _Stop(Receipt("uncertain", reason)) from None


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
        raise _Stop(_by_code(*answer))


def _by_code(code: int, answer: bytes) -> Receipt:
    reason = f"{code} {_text(answer)}"[:_MOST_REASON]
    if code in (530, 535):
        return Receipt("auth", reason)
    return Receipt("refused" if 500 <= code < 600 else "retry", reason)


def _said(problem: Exception, during: str) -> str:
    answer = getattr(problem, "smtp_error", b"")
    words = _text(answer) if isinstance(answer, bytes) and answer else str(problem) or type(problem).__name__
    code = getattr(problem, "smtp_code", 0)
    return f"{during}: {f'{code} ' if code and code > 0 else ''}{words}"[:_MOST_REASON]


def _text(answer: bytes) -> str:
    return " ".join(answer.decode("utf-8", "replace").split())

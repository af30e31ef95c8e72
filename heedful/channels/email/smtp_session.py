"""Opens an SMTP connection, encrypts it and signs in; and puts what a server says into words."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from typing import Literal

from heedful.channels.message import Receipt

MOST_REASON = 500


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


class Stop(Exception):
    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt.reason)
        self.receipt = receipt


def connect(settings: SmtpSettings) -> smtplib.SMTP:
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
        raise Stop(Receipt("retry", f"{settings.host} offers no STARTTLS"))
    server.starttls(context=_tls(settings))
    server.ehlo()


def _tls(settings: SmtpSettings) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not settings.verify_certificate:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def log_in(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    if not settings.user:
        return
    try:
        if settings.token:
            _log_in_by_token(server, settings)
        else:
            server.login(settings.user, settings.password)
    except smtplib.SMTPAuthenticationError as problem:
        outcome: Literal["retry", "auth"] = "retry" if 400 <= problem.smtp_code < 500 else "auth"
        raise Stop(Receipt(outcome, said(problem, "signing in failed"))) from None
    except (smtplib.SMTPNotSupportedError, UnicodeEncodeError) as problem:
        raise Stop(Receipt("auth", said(problem, "signing in failed"))) from None
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as problem:
        raise Stop(Receipt("auth", said(problem, "signing in failed"))) from None


def _log_in_by_token(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    first = f"user={settings.user}\x01auth=Bearer {settings.token}\x01\x01"

    def respond(challenge: bytes | None = None) -> str:
        # A challenge is the server's error report: it wants an empty line before it says no.
        return first if challenge is None else ""

    server.auth("XOAUTH2", respond)


def by_code(code: int, answer: bytes) -> Receipt:
    reason = f"{code} {text_of(answer)}"[:MOST_REASON]
    if code in (530, 535):
        return Receipt("auth", reason)
    return Receipt("refused" if 500 <= code < 600 else "retry", reason)


def said(problem: Exception, during: str) -> str:
    answer = getattr(problem, "smtp_error", b"")
    words = text_of(answer) if isinstance(answer, bytes) and answer else str(problem) or type(problem).__name__
    code = getattr(problem, "smtp_code", 0)
    return f"{during}: {f'{code} ' if code and code > 0 else ''}{words}"[:MOST_REASON]


def text_of(answer: bytes) -> str:
    return " ".join(answer.decode("utf-8", "replace").split())

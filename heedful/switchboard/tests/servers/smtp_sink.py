"""An SMTP server that keeps what it is given, or misbehaves as told."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from heedful.switchboard.tests.servers.ports import free_ports


@dataclass(frozen=True)
class Caught:
    """One mail as it left us."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass
class SmtpSink:
    """`answers` replaces replies by command ("MAIL", "RCPT", "DATA"); `vanishes` drops the line after DATA.

    With a certificate it offers STARTTLS; with `user` it asks for that user and the password.
    """

    port: int = 0
    user: str = ""
    password: str = "test"
    certificate: Path | None = None
    answers: dict[str, str] = field(default_factory=dict)
    vanishes: bool = False
    delay: float = 0.0
    caught: list[Caught] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _controller: Controller | None = field(default=None, repr=False)

    def start(self) -> None:
        self.port = self.port or free_ports(1)[0]
        context = None
        if self.certificate is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(self.certificate)
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            tls_context=context,
            authenticator=self._check if self.user else None,
            auth_require_tls=context is not None,
        )
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop(no_assert=True)
            self._controller = None

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.user and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.delay)
        if "DATA" in self.answers:
            return self.answers["DATA"]
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        with self._lock:
            self.caught.append(Caught(envelope.mail_from or "", tuple(envelope.rcpt_tos), content))
        if self.vanishes and server.transport is not None:
            server.transport.abort()
        return "250 OK"

    def _check(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, secret: object) -> AuthResult:
        given = (getattr(secret, "login", b""), getattr(secret, "password", b""))
        return AuthResult(success=given == (self.user.encode(), self.password.encode()), handled=False)


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A server that takes everything from anybody."""
    sink = SmtpSink()
    sink.start()
    yield sink
    sink.stop()

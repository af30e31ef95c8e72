"""One thing that was looked at, and how the first steps to any server are checked."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509

from heedful.switchboard.doors.mailbox_sign_in import encryption
from heedful.switchboard.doors.mailbox_words import Trouble, explain
from heedful.switchboard.mailbox_settings import Wire

SECONDS = 10.0
DAYS_TO_RENEW = 14
TLS_PORTS = {993, 465}
PLAIN_PORTS = {143, 587, 25}


@dataclass(frozen=True, slots=True)
class Check:
    """`name`: what was looked at; `words`: what was found; `remedy`: what to do; `field`: the form field to mend."""

    name: str
    ok: bool
    words: str
    remedy: str = ""
    field: str = ""


def way_checks(wire: Wire, kind: str) -> Iterator[Check]:
    """Name, port and encryption, as far as they go: the last check given is the one that failed, if any."""
    name, port, tls = (f"{kind}: {part}" for part in ("server name", "port", "encryption"))
    prefix = "imap" if kind == "Reading" else "smtp"
    try:
        found = socket.getaddrinfo(wire.host, wire.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        yield failed(name, explain(error, wire.host, wire.port), f"{prefix}_host")
        return
    yield well(name, f"{wire.host} is known ({found[0][4][0]}).")
    try:
        line = socket.create_connection((wire.host, wire.port), timeout=SECONDS)
    except OSError as error:
        yield failed(port, explain(error, wire.host, wire.port), f"{prefix}_port")
        return
    with closing(line):
        yield well(port, f"{wire.host} answers at port {wire.port}.")
        yield _encryption_check(line, wire, tls, prefix)


def only_open(check: Check, wire: Wire) -> bool:
    """A password that travels open is a fault, but one that lets us see whether the rest works."""
    return check.name.endswith("encryption") and wire.security == "plain" and wire.port not in TLS_PORTS


def well(name: str, words: str, remedy: str = "") -> Check:
    """It is as it should be; `remedy` may still say what to watch."""
    return Check(name=name, ok=True, words=words, remedy=remedy)


def wrong(name: str, words: str, remedy: str, field: str = "") -> Check:
    return Check(name=name, ok=False, words=words, remedy=remedy, field=field)


def failed(name: str, trouble: Trouble, field: str = "") -> Check:
    return wrong(name, trouble.words, trouble.remedy.removesuffix("This is tried again.").strip(), field)


def _encryption_check(line: socket.socket, wire: Wire, name: str, prefix: str) -> Check:
    if wire.security == "tls":
        return _handshake(line, wire, name, prefix)
    if wire.port in TLS_PORTS:
        words = f"Port {wire.port} is encrypted from the first byte."
        return wrong(name, words, "Choose TLS.", f"{prefix}_security")
    if wire.security == "plain" and not wire.is_local:
        words = f"The password travels to {wire.host} without encryption."
        return wrong(name, words, "Choose TLS or STARTTLS.", f"{prefix}_security")
    if wire.security == "plain":
        return well(name, "None is needed: the server is on this machine.")
    return well(name, "STARTTLS is used as the sign-in begins.")


def _handshake(line: socket.socket, wire: Wire, name: str, prefix: str) -> Check:
    try:
        with encryption(wire).wrap_socket(line, server_hostname=wire.host) as secured:
            version, certificate = secured.version(), secured.getpeercert(binary_form=True)
    except (OSError, ValueError) as error:
        trouble = explain(error, wire.host, wire.port)
        is_wrong_port = wire.port in PLAIN_PORTS and not isinstance(error, ssl.SSLCertVerificationError)
        return failed(name, trouble, f"{prefix}_security" if is_wrong_port else f"{prefix}_host")
    days = _days_left(certificate)
    if days is not None and days < DAYS_TO_RENEW:
        words = f"Encrypted by {version}, but the certificate ends in {days} days."
        return well(name, words, "Whoever runs the server should renew it.")
    return well(name, f"Encrypted by {version}; the certificate fits.")


def _days_left(certificate: bytes | None) -> int | None:
    try:
        end = x509.load_der_x509_certificate(certificate or b"").not_valid_after_utc
    except ValueError:
        return None
    return (end - datetime.now(UTC)).days

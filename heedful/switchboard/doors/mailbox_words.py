"""What went wrong with a mail server or with our own disk, in words that somebody can act on."""

from __future__ import annotations

import errno
import imaplib
import re
import socket
import ssl
from dataclasses import dataclass

from django.db import Error as DatabaseTrouble
from imapclient.exceptions import CapabilityError, LoginError

from heedful.switchboard.oauth import TokenRefused
from heedful.switchboard.sealing import SealBroken

LONGEST_QUOTE = 160
BUSY = re.compile(r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG|OVERQUOTA)\]|too many|temporar|try again", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """`step` is the check that failed; `is_final` means that only a person can mend it."""

    step: str
    words: str
    remedy: str
    is_final: bool = False

    def __str__(self) -> str:
        return f"{self.words} {self.remedy}".strip()


def explain(error: BaseException, host: str = "", port: int = 0) -> Trouble:
    """Sort any error of reading or sending mail. Never repeats a secret, only what the server itself said."""
    for words in (_own_words, _login_words, _certificate_words, _network_words, _disk_words):
        trouble = words(error, f"{host}:{port}" if port else host)
        if trouble is not None:
            return trouble
    if isinstance(error, imaplib.IMAP4.error):
        return Trouble("server", f"The mail server answered: {quote(error)}.", "This is tried again.")
    return Trouble("other", f"Something unexpected happened ({type(error).__name__}).", "This is tried again.")


def quote(said: object) -> str:
    """What a server said, on one line, without control characters and not too long."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split()).rstrip(".")
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"


def _own_words(error: BaseException, _: str) -> Trouble | None:
    if not isinstance(error, TokenRefused | SealBroken):
        return None
    words, _, remedy = str(error).partition(". ")
    is_final = error.is_final if isinstance(error, TokenRefused) else True
    return Trouble("login", words.rstrip(".") + ".", remedy, is_final=is_final)


def _login_words(error: BaseException, _: str) -> Trouble | None:
    if not isinstance(error, LoginError):
        return None
    if isinstance(error.__context__, imaplib.IMAP4.abort):
        return Trouble("server", "The connection broke while signing in.", "This is tried again.")
    said = quote(error).removeprefix("login failed: ").removeprefix("authenticate failed: ")
    if BUSY.search(said):
        return Trouble("login", f"The server cannot sign us in just now: {said}.", "This is tried again.")
    return Trouble(
        "login",
        f"The server refused the user name or password: {said}.",
        "Type both again. Many providers want an app password here, made in their own settings.",
        is_final=True,
    )


def _certificate_words(error: BaseException, where: str) -> Trouble | None:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble("tls", *_certificate_fault(error, where), is_final=True)
    if isinstance(error, CapabilityError) and "STARTTLS" in str(error):
        return Trouble("tls", f"{where} offers no encryption by STARTTLS.", "Choose TLS with port 993 instead.")
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Trouble("server", f"{where} closed the connection.", "This is tried again.")
    if isinstance(error, ssl.SSLError):
        return Trouble(
            "tls",
            f"No encrypted connection to {where} could be agreed.",
            "Check the port: 993 and 465 are encrypted from the start (TLS), 143 and 587 want STARTTLS.",
        )
    return None


def _certificate_fault(error: ssl.SSLCertVerificationError, where: str) -> tuple[str, str]:
    code, host = error.verify_code, where.rpartition(":")[0] or where
    if code == 10:
        return f"The certificate of {where} has expired.", "Whoever runs the server must renew it."
    if code == 9:
        return f"The certificate of {where} is not valid yet.", "Check the date and time of this machine."
    if code in {62, 64}:
        return (
            f"The certificate of {where} belongs to another name than {host}.",
            "Use the server name that your provider gives, exactly.",
        )
    if code in {18, 19}:
        return (
            f"The certificate of {where} is signed by the server itself.",
            "Give the server a certificate of a known authority, or name its own in SSL_CERT_FILE.",
        )
    return f"The certificate of {where} cannot be trusted: {quote(error.verify_message)}.", (
        "If it comes from an authority of your own, name that authority's file in SSL_CERT_FILE."
    )


def _network_words(error: BaseException, where: str) -> Trouble | None:
    if isinstance(error, socket.gaierror):
        return Trouble(
            "name", f"No server is known by the name {where.rpartition(':')[0] or where}.", "Check its spelling."
        )
    if isinstance(error, UnicodeError):
        return Trouble("name", f"{where} is not a name a server can have.", "Check its spelling.", is_final=True)
    if isinstance(error, ConnectionRefusedError):
        return Trouble("port", f"Nothing answers at {where}.", "Check the port, and that the server is running.")
    if isinstance(error, TimeoutError):
        return Trouble("port", f"{where} does not answer in time.", "Check the port and any firewall in between.")
    lost = (ConnectionError, imaplib.IMAP4.abort)
    if isinstance(error, lost) or getattr(error, "errno", 0) in {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EBADF}:
        return Trouble("server", f"The connection to {where} was lost.", "It is made again.")
    return None


def _disk_words(error: BaseException, _: str) -> Trouble | None:
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Trouble("disk", "The disk of this machine is full.", "Make room; mail waits on the server until then.")
    if isinstance(error, OSError) and error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return Trouble("disk", "The data folder cannot be written.", "Check who owns it; mail waits on the server.")
    if isinstance(error, DatabaseTrouble):
        return Trouble("database", _database_fault(error), "Mail waits on the server until it works again.")
    return None


def _database_fault(error: DatabaseTrouble) -> str:
    said = str(error).lower()
    if "disk is full" in said or "no space" in said:
        return "The disk of this machine is full, so the database takes nothing new."
    if "readonly" in said or "read-only" in said:
        return "The database cannot be written."
    if "locked" in said:
        return "The database was busy for too long."
    return f"The database answered with an error ({type(error).__name__})."

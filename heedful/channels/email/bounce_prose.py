"""Failure notices without a machine-readable part: qmail, Exim, old gateways."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from email import message_from_string
from itertools import islice

from flufl.bounce import all_failures

from heedful.channels.email.automatic import is_robot
from heedful.channels.email.bounce_words import first_status, kind_of_failure, speaks_of_delay
from heedful.channels.email.headers import Headers, read_headers
from heedful.channels.email.mime import Mail
from heedful.channels.message import Bounce

_DAEMON = re.compile(r"^(?:mailer-?daemon|postmaster|mail-?daemon|mailsystem)(?:[+.=_-].*)?$")
_FAILURE = re.compile(
    r"failure notice|undeliver|not (?:be |been )?deliver|delivery (?:has )?(?:fail|status|delay|notification|problem)|"
    r"returned (?:mail|to sender)|mail (?:delivery )?(?:failed|failure|error)|unzustellbar|nicht zugestellt|"
    r"non (?:remis|distribué)|no (?:se pudo )?entrega|mancata consegna|onbestelbaar|niet afgeleverd|не доставлено|"
    r"warning: (?:message|could not)|unable to deliver|could not deliver|not able to deliver",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?m)^[ \t>]{0,8}<?([^\s<>()\"',;:@]{1,64}@[^\s<>()\"',;:@]{1,255}\.[a-z]{2,63})>?\s{0,3}[:(]?", re.IGNORECASE
)
_COPY = re.compile(r"(?im)^[> \t]{0,8}(?:message-id|received|return-path|from|date|subject|to):[ \t]")
_SAMPLE = 60_000
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Prose:
    bounce: Bounce
    original: Headers


def read_prose(mail: Mail, text: str, sender: str) -> Prose | None:
    if not _is_suspect(mail.headers, text, sender):
        return None
    said, original = _split_copy(text[:_SAMPLE])
    temporary, permanent = _by_library(mail.headers.text("subject"), sender, text[:_SAMPLE])
    named = mail.headers.plain("x-failed-recipients").split(",")[0].strip().lower()
    recipient = named or next(iter(sorted(permanent or temporary)), "") or _first_address(said, sender)
    if not recipient and not original.fields:
        return None
    code = first_status(said)
    if (temporary and not permanent) or speaks_of_delay(said):
        delayed = not code.startswith("5")
        return Prose(Bounce("delayed" if delayed else "soft", recipient, code, said.strip()[:1_000]), original)
    return Prose(Bounce(kind_of_failure(code, said), recipient, code, said.strip()[:1_000]), original)


def _is_suspect(headers: Headers, text: str, sender: str) -> bool:
    from_daemon = bool(_DAEMON.match(sender.partition("@")[0]))
    null_path = headers.plain("return-path").replace(" ", "") == "<>"
    if not (from_daemon or ((null_path or is_robot(sender)) and "@" in text)):
        return "x-failed-recipients" in headers
    return bool(_FAILURE.search(headers.text("subject")) or _FAILURE.search(text[:3_000]))


def _split_copy(text: str) -> tuple[str, Headers]:
    """What the server says, and the headers of the mail that it gives back as text."""
    for found in islice(_COPY.finditer(text), 12):
        block = text[found.start() : found.start() + 20_000]
        plain = re.sub(r"(?m)^[> \t]{1,8}(?=[A-Za-z-]{1,40}:)", "", block)
        headers, _ = read_headers(plain.encode("utf-8", "replace"))
        if "message-id" in headers or ("from" in headers and "to" in headers):
            return text[: found.start()], headers
    return text, Headers([])


def _by_library(subject: str, sender: str, said: str) -> tuple[frozenset[str], frozenset[str]]:
    """The library knows the wording of many mail servers; it is given the words and nothing that could upset it."""
    plain = f"From: {sender}\nSubject: {subject}\n\n{said}".encode("ascii", "ignore").decode("ascii")
    try:
        temporary, permanent = all_failures(message_from_string(plain))
    except Exception:  # noqa: BLE001 - the library raises whatever its broken input leads to
        return frozenset(), frozenset()
    return _lower(temporary), _lower(permanent)


def _lower(addresses: frozenset[bytes]) -> frozenset[str]:
    return frozenset(address.decode("ascii", "ignore").lower() for address in addresses)


def _first_address(said: str, sender: str) -> str:
    return next((found.lower() for found in _ADDRESS.findall(said) if found.lower() != sender), "")

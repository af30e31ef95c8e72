"""What somebody types or pastes as recipients: those who can be written to, and what is wrong with the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import idna

from heedful.channels.email.automatic import is_robot
from heedful.channels.message import Party

Why = Literal["no_at", "name", "domain", "no_ending", "long"]

# Each branch starts with a letter of its own, so a long paste is read once, from left to right.
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"?|<[^<>]*>?|[,;\n\t]|[^",;<>\n\t]+|>', re.DOTALL)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LETTERS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\U0010ffff-]+"
_ATOM = re.compile(rf"{_LETTERS}(?:\.{_LETTERS})*")
_QUOTED = re.compile(r'"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])+"')
_PLAIN_NAME = re.compile(r"[\w !#$%&'*+/=?^`{|}~-]*")
_MOST_COMMAS = 4  # in one name
MAX_NAME = 120


@dataclass(frozen=True, slots=True)
class Unfit:
    """Something that is no address; `why` says which part is wrong."""

    text: str
    why: Why


def read_recipients(text: str) -> tuple[tuple[Party, ...], tuple[Unfit, ...]]:
    """Everybody named, once each, in order: `A <a@x.test>, b@y.test`, one per line, or with semicolons."""
    parties: dict[str, Party] = {}
    unfit: list[Unfit] = []
    for entry in _entries(_UNSEEN.sub("", text)):
        for party in _parties(entry):
            if why := fault_of(party.address):
                unfit.append(Unfit(party.address[:120] or entry.text[:120], why))
            else:
                parties.setdefault(same_box(party.address), party)
    return tuple(parties.values()), tuple(unfit)


def write_recipients(parties: Iterable[Party]) -> str:
    """The same as one line of text; reading it gives the same people."""
    return ", ".join(_written(party) for party in parties)


def fault_of(address: str) -> Why | None:
    """What is wrong with one address; None when mail can be sent to it."""
    local, at, domain = address.rpartition("@")
    if not at:
        return "no_at"
    if len(address) > 254 or len(local.encode("utf-8", "replace")) > 64:
        return "long"
    if not (_QUOTED if local.startswith('"') else _ATOM).fullmatch(local):
        return "name"
    if "." not in domain.strip("."):
        return "no_ending"
    return None if ascii_domain(domain) else "domain"


@lru_cache(4096)
def ascii_domain(domain: str) -> str:
    """The domain as the wire takes it; empty for what is no domain."""
    try:
        return idna.encode(domain.lower(), uts46=True, std3_rules=True).decode("ascii")
    except (idna.IDNAError, UnicodeError, ValueError, IndexError):
        return ""


def same_box(address: str) -> str:
    """Equal for two ways to write one mailbox: capitals, and the domain in letters or in ASCII."""
    local, _, domain = address.strip().lower().rpartition("@")
    return f"{local}@{ascii_domain(domain) or domain}"


def is_unattended(address: str) -> bool:
    """A robot's address, such as no-reply: nobody reads what is sent there."""
    return is_robot(address)


@dataclass(slots=True)
class _Entry:
    words: str = ""
    angle: str | None = None

    @property
    def text(self) -> str:
        return self.words.strip() or (self.angle or "").strip()


def _entries(text: str) -> Iterator[_Entry]:
    entry, before = _Entry(), list[str]()
    for piece in _PIECE.findall(text):
        if piece.startswith("<"):
            entry.angle = piece.strip("<> ")
        elif piece in {",", ";", "\n", "\t"}:
            # 'Doe, Kim <kim@...>' without quotes: what stands before the comma belongs to the name.
            carries = piece == "," and entry.angle is None and entry.words.strip() and "@" not in entry.words
            carries = carries and len(before) < _MOST_COMMAS
            if not carries and (before or entry.text):
                yield from _settled(before, entry)
            before = [*before, entry.words.strip()] if carries else []
            entry = _Entry()
        else:
            entry.words += piece
    if before or entry.text:
        yield from _settled(before, entry)


def _settled(before: list[str], entry: _Entry) -> Iterator[_Entry]:
    """Words that were carried over are a name before an address in brackets, else wrong entries of their own."""
    if entry.angle is not None:
        yield _Entry(", ".join([*before, entry.words]), entry.angle)
        return
    yield from map(_Entry, before)
    if entry.text:
        yield entry


def _parties(entry: _Entry) -> list[Party]:
    if entry.angle is not None:
        return [Party(_address(entry.angle), _name(entry.words))]
    words = entry.words.strip()
    found = re.split(r"\s+", words) if '"' not in words else [words]
    # Addresses copied from a column come with spaces between; a name and an address without brackets, too.
    mails = [word for word in found if "@" in word]
    if len(mails) == len(found):
        return [Party(_address(word)) for word in found]
    if len(mails) == 1 and found[-1] == mails[0]:
        return [Party(_address(mails[0]), _name(" ".join(found[:-1])))]
    return [Party(_address(words))]


def _address(text: str) -> str:
    text = text.strip()
    if text.lower().startswith("mailto:"):
        text = text[7:]
    return text.lower()


def _name(words: str) -> str:
    words = words.strip()
    if len(words) > 1 and words[0] == words[-1] == '"':
        words = re.sub(r"\\(.)", r"\1", words[1:-1])
    return " ".join(words.replace('"', "").strip("'").split())[:MAX_NAME]


def _written(party: Party) -> str:
    if not party.name:
        return party.address
    if _PLAIN_NAME.fullmatch(party.name):
        return f"{party.name} <{party.address}>"
    quoted = party.name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{party.address}>'

"""A staff note about a visit, call or meeting, as the same `Inbound` that every other wire gives."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal

from heedful.channels.message import Inbound, Party

NoteKind = Literal["visit", "call", "meeting", "message"]
NoteChannel = Literal["in_person", "phone", "video"]
CHANNEL_OF: dict[NoteKind, NoteChannel] = {
    "visit": "in_person",
    "call": "phone",
    "meeting": "video",
    "message": "in_person",
}
MAX_TEXT = 50_000


@dataclass(frozen=True, slots=True)
class Note:
    """`client_id` is made by the screen before the first attempt, so that a double submit is one note.

    `happened_at` is in microseconds. `who.address` may be empty: not everybody at the counter has one.
    """

    client_id: str
    kind: NoteKind
    who: Party
    text: str
    happened_at: int
    outcome: str = ""
    channel: NoteChannel | None = None
    subject: str = ""


def read(note: Note) -> Inbound:
    text = _storable(note.text).strip()[:MAX_TEXT]
    return Inbound(
        channel=note.channel or CHANNEL_OF[note.kind],
        kind=note.kind,
        content_key=_content_key(note),
        sender=Party(_storable(note.who.address).strip(), " ".join(_storable(note.who.name).split())),
        external_id=_storable(note.client_id)[:200],
        subject=" ".join(_storable(note.subject).split())[:200] or _first_line(text),
        text=text,
        new_text=text,
        sent_at=note.happened_at,
        may_auto_reply=False,
        outcome=" ".join(_storable(note.outcome).split())[:200],
    )


def _first_line(text: str) -> str:
    return shorten(text.split("\n", maxsplit=1)[0], 120, placeholder=" …")


def _content_key(note: Note) -> str:
    """Of the client's id alone: an edit of the words before a second submit is still the same note."""
    seed = note.client_id or repr(note)
    return hashlib.sha256(b"note:" + seed.encode("utf-8", "replace")).hexdigest()


def _storable(text: str) -> str:
    """No NUL, no lone surrogates, no control characters but tab and newline."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))

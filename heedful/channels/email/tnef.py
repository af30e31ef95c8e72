"""Unpacks winmail.dat, the envelope that Outlook puts around text and files."""

from __future__ import annotations

import logging
import struct
from dataclasses import dataclass

from heedful.channels.email.charset import decode, storable

_SIGNATURE = 0x223E9F78
_MAX_OBJECTS = 2_000
_RECIPIENTS = 0x9004
_HEAD = struct.Struct("<BHHI")
logging.getLogger("tnefparse").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Unpacked:
    files: tuple[tuple[str, bytes], ...] = ()
    text: str = ""
    html: str = ""
    damaged: bool = False


def unpack(content: bytes) -> Unpacked:
    """Never raises: what cannot be read is told as damaged, and the envelope stays an attachment."""
    slim = _slimmed(content)
    if slim is None:
        return Unpacked(damaged=True)
    # Loaded on first need: it costs 50 ms at start-up and few mails need it.
    from tnefparse import TNEF  # noqa: PLC0415

    try:
        envelope = TNEF(slim, do_checksum=False)
        files = tuple((_text(item.long_filename()), bytes(item.data)) for item in envelope.attachments if item.data)
        return Unpacked(files, _text(envelope.body), _text(envelope.htmlbody))
    except Exception:  # noqa: BLE001 - the library raises whatever its broken input leads to
        return Unpacked(damaged=True)


def _slimmed(content: bytes) -> bytes | None:
    """The same envelope without lists of recipients; None when it is no envelope or made to waste our time."""
    if len(content) < 6 or struct.unpack_from("<I", content)[0] != _SIGNATURE:
        return None
    kept, at, count = bytearray(content[:6]), 6, 0
    while at + 12 < len(content):
        _, name, _, length = _HEAD.unpack_from(content, at)
        count += 1
        if count > _MAX_OBJECTS:
            return None
        if name != _RECIPIENTS:
            kept += content[at : at + length + 11]
        at += length + 11
    return bytes(kept)


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        return decode(value.rstrip(b"\0"))
    return storable(str(value or "")).rstrip("\0")

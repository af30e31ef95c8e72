"""Undoes base64, quoted-printable and uuencode, saving what can be saved from damaged input."""

from __future__ import annotations

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_SPACE = b" \t\r\n"


def decode_transfer(body: bytes, encoding: str) -> tuple[bytes, bool]:
    """The content, and whether it was damaged. An unknown encoding is taken as it stands."""
    name = encoding.partition(";")[0].strip().strip("\"'").lower()
    if name == "base64":
        return decode_base64(body)
    if name in ("quoted-printable", "quoted_printable", "qp"):
        return binascii.a2b_qp(body), False
    if name in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _decode_uu(body)
    return body, False


def decode_base64(body: bytes) -> tuple[bytes, bool]:
    packed = body.translate(None, _SPACE)
    try:
        return binascii.a2b_base64(packed, strict_mode=True), False
    except binascii.Error:
        return _salvage_base64(packed)


def _salvage_base64(packed: bytes) -> tuple[bytes, bool]:
    """Strange characters are skipped, a cut end is padded, joined pieces are each decoded."""
    clean = _NOT_BASE64.sub(b"", packed)
    decoded = bytearray()
    for piece in re.split(rb"=+", clean):
        whole = len(piece) - (1 if len(piece) % 4 == 1 else 0)
        decoded += binascii.a2b_base64(piece[:whole] + b"=" * (-whole % 4))
    only_padding = clean.rstrip(b"=") == packed.rstrip(b"=") and b"=" not in clean.rstrip(b"=")
    return bytes(decoded), not only_padding or len(clean.rstrip(b"=")) % 4 == 1


def _decode_uu(body: bytes) -> tuple[bytes, bool]:
    decoded, damaged = bytearray(), False
    for line in body.splitlines():
        if not line.strip() or line.startswith((b"begin ", b"end")):
            continue
        try:
            decoded += binascii.a2b_uu(line)
        except binascii.Error:
            damaged = True
    return bytes(decoded), damaged

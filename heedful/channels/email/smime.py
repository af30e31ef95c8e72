"""Takes the readable mail out of an opaque S/MIME signature (CMS SignedData). Checks no signature."""

from __future__ import annotations

from heedful.channels.email.transfer import decode_base64

_SIGNED = bytes.fromhex("2a864886f70d010702")
_ENVELOPED = bytes.fromhex("2a864886f70d010703")
_AUTH_ENVELOPED = bytes.fromhex("2a864886f70d0109100117")
_MOST_PIECES = 100_000


def kind_of(content: bytes) -> str:
    """'signed', 'encrypted', or '' when it cannot be told."""
    oid = _content_type(_binary(content))
    return {_SIGNED: "signed", _ENVELOPED: "encrypted", _AUTH_ENVELOPED: "encrypted"}.get(oid, "")


def unwrap_signed(content: bytes) -> bytes | None:
    """The signed mail inside, or None when this is no signature or is broken."""
    try:
        return _octets(_encapsulated(_binary(content)))
    except (IndexError, ValueError):
        return None


def _binary(content: bytes) -> bytes:
    """Some gateways leave the base64 in place."""
    return decode_base64(content)[0] if content[:1] == b"M" else content


def _content_type(content: bytes) -> bytes:
    try:
        at, _ = _body(content, 0)
        start, end = _body(content, at)
        return content[start:end] if content[at] == 0x06 else b""
    except (IndexError, ValueError):
        return b""


def _encapsulated(content: bytes) -> bytes:
    """ContentInfo > [0] > SignedData > (version, digests, encapContentInfo) > [0]: the octet string's own bytes."""
    at = _body(content, 0)[0]
    at = _next(content, at)
    at = _body(content, at)[0]
    at = _body(content, at)[0]
    at = _next(content, _next(content, at))
    at = _body(content, at)[0]
    at = _next(content, at)
    start = _body(content, at)[0]
    return content[start : _next(content, start)]


def _octets(element: bytes) -> bytes:
    """The value of an octet string, which may come in pieces."""
    if element[0] == 0x04:
        start, end = _body(element, 0)
        return element[start:end]
    if element[0] != 0x24:
        raise ValueError("not an octet string")
    pieces, (at, end) = bytearray(), _body(element, 0)
    for _ in range(_MOST_PIECES):
        if at >= end or element[at : at + 2] == b"\0\0":
            break
        start, stop = _body(element, at)
        pieces += element[start:stop]
        at = stop
    return bytes(pieces)


def _body(content: bytes, at: int) -> tuple[int, int]:
    """Start and end of an element's value. An indefinite length is closed by two zero bytes."""
    length = content[at + 1]
    if length == 0x80:
        return at + 2, _indefinite_end(content, at + 2)
    if length < 0x80:
        return at + 2, at + 2 + length
    size = length & 0x7F
    if size > 4:
        raise ValueError("too long")
    start = at + 2 + size
    return start, start + int.from_bytes(content[at + 2 : start], "big")


def _indefinite_end(content: bytes, at: int) -> int:
    depth, steps = 1, 0
    while depth and steps < _MOST_PIECES:
        steps += 1
        if content[at : at + 2] == b"\0\0":
            depth, at = depth - 1, at + 2
        elif content[at + 1] == 0x80:
            depth, at = depth + 1, at + 2
        else:
            at = _body(content, at)[1]
    return at - 2


def _next(content: bytes, at: int) -> int:
    end = _body(content, at)[1]
    return end + 2 if content[at + 1] == 0x80 else end

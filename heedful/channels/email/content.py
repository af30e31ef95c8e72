"""Sorts the parts of a mail into text, HTML, files, invitation and seals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from heedful.channels.email.calendar import read_calendar
from heedful.channels.email.charset import decode
from heedful.channels.email.files import attached, attached_mail, file_name
from heedful.channels.email.flowed import unflow
from heedful.channels.email.html_guard import without_embedded_files
from heedful.channels.email.mime import Mail, Part, parse
from heedful.channels.email.params import read_params
from heedful.channels.email.smime import kind_of, unwrap_signed
from heedful.channels.email.tnef import unpack
from heedful.channels.message import Attached

_SEALS = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
_OPAQUE = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_MAILS = {"message/rfc822", "message/global"}
# Parts that report on delivery are read in `bounces`; AMP is a second, active copy of the text.
_NO_FILES = {
    "message/delivery-status", "message/disposition-notification", "message/feedback-report", "text/rfc822-headers",
    "message/rfc822-headers", "message/global-delivery-status", "message/global-headers", "text/x-amp-html",
    "application/pgp-encrypted", "text/watch-html",
}  # fmt: skip
_META_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([a-z0-9_:.-]{2,40})", re.IGNORECASE)
_MOST_WRAPPERS = 3


@dataclass(slots=True)
class Body:
    """One piece of readable text. Pieces of one `group` are alternatives of each other (0: none)."""

    kind: str
    text: str
    group: int


@dataclass(slots=True)
class Content:
    bodies: list[Body] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    calendar: Mapping[str, Any] | None = None
    signed: bool = False
    wrappers: int = 0


def sort_content(mail: Mail) -> Content:
    content = Content()
    waiting: list[tuple[Part, int]] = [(mail.root, 0)]
    while waiting:
        part, group = waiting.pop()
        if part.content_type == "multipart/encrypted":
            content.flags.add("encrypted")
        if part.content_type == "multipart/signed":
            content.signed = True
        if part.parts:
            group = id(part) if part.content_type == "multipart/alternative" else group
            waiting.extend((child, group) for child in reversed(part.parts))
        elif inner := _unwrapped(part, content):
            waiting.append((inner, group))
        else:
            _take(part, group, content, is_root=part is mail.root)
    return content


def _unwrapped(part: Part, content: Content) -> Part | None:
    """The mail inside an opaque S/MIME signature."""
    if part.content_type not in _OPAQUE or content.wrappers >= _MOST_WRAPPERS:
        return None
    raw, _ = part.decoded()
    kind = kind_of(raw)
    inner = unwrap_signed(raw) if kind == "signed" else None
    if inner is None:
        content.flags.add("encrypted" if kind == "encrypted" else "damaged")
        return None
    content.signed = True
    content.wrappers += 1
    return parse(inner).root


def _take(part: Part, group: int, content: Content, *, is_root: bool) -> None:
    disposition, params = read_params(part.headers.first("content-disposition"))
    name = file_name(part, params)
    is_file = disposition.lower() == "attachment" or (bool(name) and not is_root)
    kind = part.content_type
    raw, damaged = part.decoded()
    if damaged:
        content.flags.add("damaged")
    if kind in ("text/plain", "text/html") and not is_file:
        content.bodies.append(Body(kind, body_text(part, raw), group))
    elif kind == "text/calendar" or name.lower().endswith(".ics"):
        _take_calendar(part, raw, content)
        if is_file:
            content.files.append(attached(part, raw, name, disposition))
    elif kind in _SEALS:
        content.signed = True
    elif kind in _TNEF or name.lower() == "winmail.dat":
        _take_tnef(part, raw, name, content)
    elif kind in _MAILS:
        inner = parse(raw)
        content.mails.append(inner)
        content.files.append(attached_mail(raw, inner, name))
    elif kind not in _NO_FILES:
        content.files.append(attached(part, raw, name, disposition))


def body_text(part: Part, raw: bytes) -> str:
    charset = part.params.get("charset", "")
    if not charset and part.content_type == "text/html":
        charset = _charset_in_html(raw)
    text = decode(raw, charset).replace("\r\n", "\n").replace("\r", "\n")
    if part.content_type == "text/html":
        return without_embedded_files(text)
    if part.params.get("format", "").lower() == "flowed":
        return unflow(text, delete_space=part.params.get("delsp", "").lower() == "yes")
    return text


def _charset_in_html(raw: bytes) -> str:
    found = _META_CHARSET.search(raw[:2_000])
    return found.group(1).decode("ascii") if found else ""


def _take_calendar(part: Part, raw: bytes, content: Content) -> None:
    # The invitation as a part and again as an .ics file is one event.
    if content.calendar is None:
        content.calendar = read_calendar(decode(raw, part.params.get("charset", "")), part.params.get("method", ""))


def _take_tnef(part: Part, raw: bytes, name: str, content: Content) -> None:
    unpacked = unpack(raw)
    if unpacked.damaged:
        content.flags.add("damaged")
        content.files.append(attached(part, raw, name or "winmail.dat", "attachment"))
        return
    for inner_name, inner in unpacked.files:
        content.files.append(attached(part, inner, inner_name, "attachment", source="tnef"))
    if not any(body.text.strip() for body in content.bodies):
        if unpacked.text:
            content.bodies.append(Body("text/plain", unpacked.text.replace("\r\n", "\n"), 0))
        elif unpacked.html:
            content.bodies.append(Body("text/html", unpacked.html, 0))

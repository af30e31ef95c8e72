"""Reports about our own mail: not delivered (RFC 3464, ARF or prose), or displayed (RFC 8098)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from heedful.channels.email.addresses import read_parties
from heedful.channels.email.bounce_prose import read_prose
from heedful.channels.email.bounce_words import first_status, kind_of_failure
from heedful.channels.email.charset import storable
from heedful.channels.email.headers import Headers, read_headers
from heedful.channels.email.mime import Mail, Part
from heedful.channels.email.threading import header_ids
from heedful.channels.message import Bounce

_STATUS_PARTS = {"message/delivery-status", "message/global-delivery-status"}
_RECEIPT_PARTS = {"message/disposition-notification", "message/global-disposition-notification"}
_COPIES = {
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global-headers",
}
_MOST_RECIPIENTS = 200


@dataclass(frozen=True, slots=True)
class Report:
    """`original` holds the headers of our mail, as far as the report gives them back."""

    kind: Literal["bounce", "receipt"]
    bounce: Bounce | None
    original: Headers
    own_ids: tuple[str, ...]


def read_report(mail: Mail, text: str, sender: str) -> Report | None:
    leaves = mail.leaves()
    by_type = {part.content_type: part for part in reversed(leaves)}
    original = _original(leaves)
    found = header_ids(original, "message-id")
    if status := _first(by_type, _STATUS_PARTS):
        return _delivery_report(status, original, found, text)
    if feedback := by_type.get("message/feedback-report"):
        return Report("bounce", _complaint(feedback, original), original, found)
    if receipt := _first(by_type, _RECEIPT_PARTS):
        named = header_ids(_fields(receipt), "original-message-id")
        return Report("receipt", None, original, tuple(dict.fromkeys(named + found)))
    prose = read_prose(mail, text, sender)
    if prose is None:
        return None
    returned = original if original.fields else prose.original
    return Report("bounce", prose.bounce, returned, header_ids(returned, "message-id"))


def _first(by_type: dict[str, Part], wanted: set[str]) -> Part | None:
    return next((by_type[kind] for kind in by_type if kind in wanted), None)


def _original(leaves: list[Part]) -> Headers:
    for part in leaves:
        if part.content_type in _COPIES:
            return read_headers(part.decoded()[0].lstrip(b"\r\n"))[0]
    return Headers([])


def _fields(part: Part) -> Headers:
    """All groups of fields of a report part, as one."""
    return Headers([field for group in _groups(part) for field in group.fields])


def _groups(part: Part) -> list[Headers]:
    raw = part.decoded()[0].replace(b"\r\n", b"\n")
    return [read_headers(group)[0] for group in raw.split(b"\n\n")[:_MOST_RECIPIENTS] if group.strip()]


def _delivery_report(status: Part, original: Headers, found: tuple[str, ...], text: str) -> Report:
    groups = [group for group in _groups(status) if "action" in group or "final-recipient" in group]
    failed = [group for group in groups if group.plain("action").lower().startswith(("fail", "error"))]
    delayed = [group for group in groups if group.plain("action").lower().startswith("delay")]
    if not failed and not delayed and groups and all("action" in group for group in groups):
        # Delivered, relayed or expanded: good news.
        return Report("receipt", None, original, found)
    group = (failed or delayed or groups or [_fields(status)])[0]
    diagnostic = storable(group.text("diagnostic-code"))
    code = first_status(group.plain("status")) or first_status(diagnostic)
    words = diagnostic or text
    kind = "delayed" if delayed and not failed else kind_of_failure(code, words)
    recipient = _typed_address(group, "original-recipient") or _typed_address(group, "final-recipient")
    return Report("bounce", Bounce(kind, recipient or _first_to(original), code, diagnostic[:1_000]), original, found)


def _typed_address(group: Headers, name: str) -> str:
    value = group.plain(name)
    address = (value.partition(";")[2] or value).strip().strip("<>").lower()
    return storable(address)[:320] if "@" in address else ""


def _first_to(original: Headers) -> str:
    parties = read_parties(original.first("to"))
    return parties[0].address if parties else ""


def _complaint(feedback: Part, original: Headers) -> Bounce:
    fields = _fields(feedback)
    named = read_parties(fields.first("original-rcpt-to") or fields.first("removal-recipient"))
    recipient = named[0].address if named else _first_to(original)
    return Bounce("complaint", recipient, "", storable(fields.plain("feedback-type"))[:100])

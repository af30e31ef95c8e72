"""Who wrote, to whom, when, about what, and what ties it to earlier mail: all that stands in the headers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from heedful.channels.email.addresses import read_parties
from heedful.channels.email.automatic import is_robot
from heedful.channels.email.headers import Headers
from heedful.channels.email.mime import Mail
from heedful.channels.email.reader import Reader, detail_of
from heedful.channels.email.subjects import leading_prefix
from heedful.channels.email.threading import find_subject_tokens, header_ids, looks_signed, read_reply_address
from heedful.channels.email.trust import shows_other_address
from heedful.channels.message import Party, Threading

# Written by the last server, for the recipient that the header lines may not show (Bcc, lists, aliases).
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to", "x-rcpt-to")
_FORM_NAMES = ("form", "web", "contact", "kontakt", "contacto", "wordpress", "shop", "site", "apache", "www", "info")


@dataclass(frozen=True, slots=True)
class Envelope:
    """`shown` is the sender with the name as it came, `sender` without a name that misleads."""

    sender: Party
    shown: Party
    from_count: int
    reply_to: Party | None
    to: tuple[Party, ...]
    cc: tuple[Party, ...]
    recipient: str
    routing_hint: str
    subject: str
    sent_at: int | None
    external_id: str
    threading: Threading
    bad_reply_address: bool
    is_reply: bool


def read_envelope(mail: Mail, reader: Reader) -> Envelope:
    headers, charset = mail.headers, _charset_of(mail)
    sender, from_count = _sender(headers, charset)
    to, cc = _parties(headers, "to", charset), _parties(headers, "cc", charset)
    ours = _ours(headers, to + cc, reader)
    refs = tuple(dict.fromkeys(ref for address in ours if (ref := read_reply_address(address, reader.key)) is not None))
    recipient, hint = _recipient(ours)
    subject = headers.text("subject", charset)
    threading = Threading(
        reply_address_refs=refs,
        in_reply_to=header_ids(headers, "in-reply-to"),
        references=header_ids(headers, "references"),
        subject_refs=find_subject_tokens(subject),
    )
    return Envelope(
        sender=_without_false_name(sender),
        shown=sender,
        from_count=from_count,
        reply_to=_reply_to(headers, sender, charset, reader),
        to=to,
        cc=tuple(party for party in cc if not reader.is_ours(party.address)),
        recipient=recipient,
        routing_hint=hint,
        subject=subject,
        sent_at=_instant(headers.plain("date")),
        external_id=(header_ids(headers, "message-id") or ("",))[0],
        threading=threading,
        bad_reply_address=not refs and any(looks_signed(detail_of(address)) for address in ours),
        is_reply=threading != Threading() or leading_prefix(subject) == "reply",
    )


def _charset_of(mail: Mail) -> str:
    """The best guess for header bytes that are not encoded: what the body says of itself."""
    for part in (mail.root, *mail.root.parts):
        if charset := part.params.get("charset"):
            return charset
    return ""


def _sender(headers: Headers, charset: str) -> tuple[Party, int]:
    """The sender and how many the From lines name. Of several the one that Sender names, else the last."""
    named = _parties(headers, "from", charset)
    count = max(len(named), len(headers.all("from")))
    if count == 1 and named:
        return named[0], 1
    by = _parties(headers, "sender", charset) or _parties(headers, "return-path", charset)
    chosen = next((party for party in named if by and party.address == by[0].address), None)
    chosen = chosen or (named[-1] if named else by[0] if by else Party(""))
    return chosen, count


def _without_false_name(party: Party) -> Party:
    """A name that shows another address is not shown to anybody."""
    return Party(party.address) if shows_other_address(party) else party


def _parties(headers: Headers, name: str, charset: str = "") -> tuple[Party, ...]:
    return tuple(party for value in headers.all(name) for party in read_parties(value, charset))


def _reply_to(headers: Headers, sender: Party, charset: str, reader: Reader) -> Party | None:
    """Where answers should go, if elsewhere. Never to ourselves: that would be a loop."""
    for party in _parties(headers, "reply-to", charset):
        if "@" in party.address and party.address != sender.address and not reader.is_ours(party.address):
            return party
    return None


def _ours(headers: Headers, named: tuple[Party, ...], reader: Reader) -> list[str]:
    """All of our addresses that this mail was sent to, as written; what the server noted comes first."""
    delivered = [party.address for name in _DELIVERED for party in _parties(headers, name)]
    candidates = dict.fromkeys(delivered + [party.address for party in named])
    return [address for address in candidates if reader.is_ours(address)]


def _recipient(ours: list[str]) -> tuple[str, str]:
    """The address that says most, and its plus detail when that is a word for routing."""
    detailed = [address for address in ours if detail_of(address)]
    if not detailed:
        return (ours[0] if ours else ""), ""
    signed = next((address for address in detailed if looks_signed(detail_of(address))), "")
    if signed:
        return signed, ""
    return detailed[0], detail_of(detailed[0])


def _instant(value: str) -> int | None:
    try:
        moment = parsedate_to_datetime(value[:200])
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        delta = moment - datetime(1970, 1, 1, tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (delta.days * 86_400 + delta.seconds) * 1_000_000


def is_contact_form(envelope: Envelope, reader: Reader) -> bool:
    """A web page wrote this for the person in Reply-To."""
    if envelope.reply_to is None or envelope.is_reply or is_robot(envelope.reply_to.address):
        return False
    sender = envelope.sender.address
    local, _, domain = sender.partition("@")
    if domain == envelope.reply_to.address.partition("@")[2]:
        return False
    if sender in reader.staff_addresses:
        return False
    return reader.is_inside(sender) or is_robot(sender) or any(word in local for word in _FORM_NAMES)

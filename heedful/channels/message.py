"""The three shapes that cross every wire: what came in, what goes out, and how sending went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["message", "call", "visit", "meeting", "post", "note", "bounce", "receipt"]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on a wire: `address` is normalised for its channel (mail addresses in lower case)."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """One file that came with, or goes with, a message. `name` is safe to show and to save under."""

    name: str
    content_type: str
    content: bytes
    content_id: str = ""
    inline: bool = False
    original_name: str = ""
    source: Literal["mime", "tnef", "rfc822", "upload"] = "mime"

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery failure report about a mail of ours (RFC 3464, or read from prose)."""

    kind: Literal["hard", "soft", "delayed", "complaint"]
    recipient: str
    status: str = ""
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class Threading:
    """All that can tie a message to an earlier one, strongest first.

    `references` keeps the order of the header: the nearest mail is the last.
    `reply_address_refs` and `subject_refs` hold conversation ids that our own signed reply address or
    our subject token named; only ids whose signature held are in `reply_address_refs`.
    `own_ids` are Message-IDs found in a bounce, receipt or own mail coming back.
    """

    reply_address_refs: tuple[int, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    subject_refs: tuple[int, ...] = ()
    own_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing that reached us, read but not yet judged. Pure data: no database, no secrets.

    `content_key` is equal for two deliveries of the same content and differs otherwise.
    `text` is the whole readable text, `new_text` what the sender wrote this time (quotes and
    signature off), `html` is sanitised. `sent_at` is what the sender claims, in microseconds.
    `sender_trusted`: nothing speaks against the sender; `sender_proven`: our own mail server vouches for the address.
    `outcome` is what staff noted as the result of a visit, call or meeting.
    """

    channel: str
    kind: Kind
    content_key: str
    sender: Party
    external_id: str = ""
    original_sender: Party | None = None
    reply_to: Party | None = None
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    recipient: str = ""
    routing_hint: str = ""
    subject: str = ""
    text: str = ""
    new_text: str = ""
    html: str = ""
    remote_images: int = 0
    sent_at: int | None = None
    automatic: bool = False
    automatic_reason: str = ""
    may_auto_reply: bool = True
    sender_trusted: bool = True
    sender_proven: bool = False
    forwarded: bool = False
    own_mail: bool = False
    signature: Literal["none", "present_untrusted"] = "none"
    flags: tuple[str, ...] = ()
    threading: Threading = field(default_factory=Threading)
    bounce: Bounce | None = None
    calendar: Mapping[str, Any] | None = None
    attachments: tuple[Attached, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to send. `key` is its idempotency key and becomes part of the Message-ID.

    `unsubscribe` is the address of a page where a POST, and nothing else, stops mails of this kind (RFC 8058).
    """

    channel: str
    key: str
    sender: Party
    to: tuple[Party, ...]
    text: str
    html: str = ""
    subject: str = ""
    cc: tuple[Party, ...] = ()
    bcc: tuple[Party, ...] = ()
    reply_to: Party | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    automatic: bool = False
    attachments: tuple[Attached, ...] = ()
    unsubscribe: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """How one attempt to send went.

    `uncertain` means that the other side may have accepted it and we cannot know: never repeat by itself.
    `refused` are the recipients that were not taken while others were.
    """

    outcome: Literal["sent", "retry", "refused", "uncertain", "auth"]
    reason: str = ""
    provider_id: str = ""
    refused: tuple[str, ...] = ()

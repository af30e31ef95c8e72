"""What a channel can do: one capability sheet per wire, read by the composer, the coach and the outbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Traits:
    """`max_length` counts characters of one message (0: no limit that a person meets).

    `reply_style` are words for the coach: how an answer here should sound.
    """

    name: str
    label: str
    can_reply: bool
    can_start: bool
    public: bool = False
    rich_text: bool = False
    subject: bool = False
    threads: bool = False
    attachments: bool = False
    max_attachment_bytes: int = 0
    max_length: int = 0
    edit: bool = False
    delete: bool = False
    receipts: Literal["none", "failures", "delivered", "read"] = "none"
    reply_window_hours: int | None = None
    answer_within_minutes: int = 0
    reply_style: tuple[str, ...] = field(default=())

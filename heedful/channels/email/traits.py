"""What e-mail can do."""

from __future__ import annotations

from heedful.channels.traits import Traits

TRAITS = Traits(
    name="email",
    label="Email",
    can_reply=True,
    can_start=True,
    rich_text=True,
    subject=True,
    threads=True,
    attachments=True,
    # Most mail servers take 25 MB, and base64 makes files a third larger.
    max_attachment_bytes=18_000_000,
    receipts="failures",
    answer_within_minutes=240,
    reply_style=("greeting", "complete", "paragraphs", "closing"),
)

"""Makes attachments: safe name, honest type, inline or not."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Literal

from heedful.channels.email.charset import storable
from heedful.channels.email.mime import Mail, Part
from heedful.channels.email.safe_names import hides_active_content, safe_name
from heedful.channels.message import Attached


def file_name(part: Part, disposition: Mapping[str, str]) -> str:
    return disposition.get("filename") or part.params.get("name", "")


def attached(part: Part, raw: bytes, name: str, disposition: str, source: Literal["mime", "tnef"] = "mime") -> Attached:
    content_type = part.content_type if source == "mime" else guess_type(name)
    if hides_active_content(content_type, raw):
        content_type = "application/octet-stream"
    content_id = storable(part.headers.plain("content-id")).strip("<> ") if source == "mime" else ""
    return Attached(
        name=safe_name(name, content_type),
        content_type=content_type,
        content=raw,
        content_id=content_id[:300],
        inline=disposition.lower() == "inline" and content_type.startswith("image/"),
        original_name=storable(name)[:500],
        source=source,
    )


def attached_mail(raw: bytes, mail: Mail, name: str) -> Attached:
    shown = name or (mail.headers.text("subject")[:120].replace("/", "_") + ".eml")
    return Attached(
        name=safe_name(shown, "message/rfc822"),
        content_type="message/rfc822",
        content=raw,
        original_name=storable(name)[:500],
        source="rfc822",
    )


def guess_type(name: str) -> str:
    return mimetypes.guess_type(name, strict=True)[0] or "application/octet-stream"

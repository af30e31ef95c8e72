"""The content key of a mail: equal for two deliveries of the same content, different otherwise."""

from __future__ import annotations

import hashlib
import re

from heedful.channels.email.headers import Headers
from heedful.channels.email.mime import Mail, parse

# What the author's own program wrote. Everything that mail servers add on the way stays out.
_AUTHORED = (
    "message-id", "date", "from", "sender", "reply-to", "to", "cc", "subject", "in-reply-to", "references",
    "content-type", "content-transfer-encoding", "auto-submitted",
)  # fmt: skip
_LINE_END = re.compile(rb"[ \t]*\r?\n")


def content_key(raw: bytes) -> str:
    return key_of(parse(raw))


def content_key_of(headers: Headers, body: bytes) -> str:
    digest = hashlib.sha256()
    for name in _AUTHORED:
        for value in headers.all(name):
            digest.update(name.encode("ascii") + b":" + b" ".join(value.split()) + b"\n")
    digest.update(b"\n" + _LINE_END.sub(b"\n", body).strip())
    return digest.hexdigest()


def key_of(mail: Mail) -> str:
    return content_key_of(mail.headers, mail.root.body)

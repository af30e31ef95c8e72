"""What ties a mail to an earlier one: signed reply addresses, subject tokens, Message-IDs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from heedful.channels.email.headers import Headers
from heedful.channels.email.reader import Reader, detail_of

# Our Message-IDs end in this before the @, so that we know our own without asking a database.
OWN_MARK = ".hd"
_DETAIL = re.compile(r"^r(\d{1,18})\.([a-z2-7]{16})$")
_LOOKS_SIGNED = re.compile(r"^r\d{1,18}\.[a-z0-9]+$")
_TOKEN = re.compile(r"\[H-(\d{1,18})\]", re.ASCII)
_BRACKETED = re.compile(r"<([^<>]{3,900})>")
_BARE_ID = re.compile(r"[^\s<>,;\"()]{1,400}@[^\s<>,;\"()]{1,400}")
_UNFIT_FOR_ID = re.compile(r"[^A-Za-z0-9._-]+")
_MOST_IDS = 200


def make_reply_address(mailbox: str, conversation_id: int, key: bytes) -> str:
    """help@shop.example to help+r42.<mac>@shop.example: whoever answers it answers conversation 42."""
    local, _, domain = mailbox.rpartition("@")
    return f"{local.partition('+')[0]}+r{conversation_id}.{_mac(conversation_id, key)}@{domain}"


def read_reply_address(address: str, key: bytes) -> int | None:
    """The conversation that a signed reply address of ours names, or None when the signature fails."""
    found = _DETAIL.match(detail_of(address.lower()))
    if not found or not key:
        return None
    conversation_id = int(found.group(1))
    return conversation_id if hmac.compare_digest(found.group(2), _mac(conversation_id, key)) else None


def looks_signed(detail: str) -> bool:
    """Shaped like the detail of a signed reply address, whether its signature holds or not."""
    return bool(_LOOKS_SIGNED.match(detail))


def _mac(conversation_id: int, key: bytes) -> str:
    digest = hmac.new(key, b"heedful reply %d" % conversation_id, hashlib.sha256).digest()
    return base64.b32encode(digest[:10]).decode("ascii").lower()


def make_subject_token(conversation_id: int) -> str:
    return f"[H-{conversation_id}]"


def find_subject_tokens(subject: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for number in _TOKEN.findall(subject)))


def make_message_id(key: str, domain: str) -> str:
    """A Message-ID without brackets, always the same for one idempotency key."""
    safe = _UNFIT_FOR_ID.sub("-", key).strip(".-")
    if safe != key or len(safe) > 64:
        safe = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:40]
    return f"{safe}{OWN_MARK}@{domain}"


def is_own_message_id(message_id: str, reader: Reader) -> bool:
    local, _, domain = message_id.rpartition("@")
    return local.endswith(OWN_MARK) and domain.lower() in reader.message_id_domains


def normalise_id(message_id: str) -> str:
    """One Message-ID without brackets and white space; '' when there is none."""
    ids = normalise_ids(message_id)
    return ids[0] if ids else ""


def normalise_ids(value: str) -> tuple[str, ...]:
    """All Message-IDs of a header, in its order, each once. Of very long chains the two ends are kept."""
    found = _BRACKETED.findall(value) or _BARE_ID.findall(value)
    unique = tuple(dict.fromkeys("".join(text.split()) for text in found))
    unique = tuple(text for text in unique if text)
    if len(unique) > _MOST_IDS:
        return unique[:1] + unique[1 - _MOST_IDS :]
    return unique


def header_ids(headers: Headers, name: str) -> tuple[str, ...]:
    raw = b" ".join(headers.all(name)).decode("utf-8", "replace").replace("\0", "")
    return normalise_ids(raw)

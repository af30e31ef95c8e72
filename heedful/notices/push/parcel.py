"""One notice as a browser gets it: sealed for that browser alone, and even so without anybody's name."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import time
from urllib.parse import urlsplit

from django.conf import settings

from heedful.notices.models import Browser, Notice
from heedful.notices.places import place_of
from heedful.notices.sentences import bare_sentence
from heedful.switchboard.sealing import unseal
from heedful.team.queries.reader import language_of_reader
from heedful.ui.languages import speaking

LIFE = 12 * 3600  # seconds for which a push service keeps what a browser did not fetch


@dataclass(frozen=True, slots=True)
class Parcel:
    """Ready for the wire."""

    headers: Mapping[str, str]
    body: bytes


def parcel_of(notice: Notice, browser: Browser, private_key: str) -> Parcel:
    """Encrypted as aes128gcm (RFC 8291) and signed (RFC 8292)."""
    # It brings two HTTP clients along that we do not use; a house without such browsers never loads them.
    from pywebpush import Vapid, WebPusher  # noqa: PLC0415

    keys = {"p256dh": browser.p256dh, "auth": unseal(browser.sealed_auth)}
    sealed = WebPusher({"endpoint": browser.endpoint, "keys": keys}).encode(_words(notice))
    parts = urlsplit(browser.endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "sub": _contact(), "exp": int(time()) + LIFE}
    signer = Vapid.from_raw(private_key.encode())
    signer.conf["no-strict"] = True  # a house in a small network has a name without a dot; the services do not mind
    signed = signer.sign(claims)
    return Parcel(
        {
            **signed,
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
            "ttl": str(LIFE),
            "urgency": "normal",
            "topic": _topic(notice),
        },
        sealed["body"],
    )


def _words(notice: Notice) -> bytes:
    with speaking(language_of_reader(notice.person)):
        title = bare_sentence(notice.news, notice.cause)
    told = {
        "title": title,
        "address": place_of(notice).partition("#")[0],
        "tag": _topic(notice),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _topic(notice: Notice) -> str:
    """A later one about the same matter takes the place of one that was not fetched; says nothing by itself."""
    number = (notice.conversation_id or notice.account_id or 0).to_bytes(8, "big")
    matter = b"conversation" if notice.conversation_id else b"mailbox-----"
    return base64.urlsafe_b64encode(matter + number).rstrip(b"=").decode()


def _contact() -> str:
    """Whom a push service asks when something is wrong: the house itself."""
    parts = urlsplit(settings.PUBLIC_URL)
    return settings.PUBLIC_URL if parts.scheme == "https" else f"mailto:heedful@{parts.hostname or 'localhost'}"

"""The port to a chat-completions endpoint: one attempt, a judged address, a bounded answer, every fault in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpcore
from django.utils.translation import gettext as _

from heedful.notices.push.endpoint import addresses_of, is_public

SECONDS, LARGEST, LONGEST_ANSWER = 25.0, 400_000, 8_000


class HelpFailed(ValueError):
    """No proposal came; the words say why and hold neither the key nor the answer."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`address` is that of the whole API, such as https://example.org/v1; `may_be_near`: private addresses too."""

    address: str
    key: str
    model: str
    may_be_near: bool = False


class _Guarded(httpcore.SyncBackend):
    """Connects to the very address that was judged; a second look-up cannot lead elsewhere."""

    def __init__(self, *, may_be_near: bool) -> None:
        self._may_be_near = may_be_near

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        found = addresses_of(host, port)
        if not found or not (self._may_be_near or all(map(is_public, found))):
            raise HelpFailed(_("The address of the writing help lies in the house; an admin has to allow that."))
        return super().connect_tcp(found[0], port, timeout, local_address, socket_options)


def is_fit(address: str, *, may_be_near: bool) -> bool:
    """Only https, to anywhere public; plain http only where near addresses are allowed. No name or passphrase in it."""
    try:
        parts = urlsplit(address)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    schemes = {"https", "http"} if may_be_near else {"https"}
    plain = address.isascii() and address.isprintable() and not set(" \\@?#").intersection(address)
    return bool(plain and has_port and parts.scheme in schemes and parts.hostname and len(address) <= 300)


def ask(endpoint: Endpoint, said: list[dict[str, str]], *, seconds: float = SECONDS) -> str:
    """The first choice of the answer as plain text. Raises HelpFailed."""
    if not is_fit(endpoint.address, may_be_near=endpoint.may_be_near):
        raise HelpFailed(_("The address of the writing help is not one that may be used."))
    body = json.dumps({"model": endpoint.model, "messages": said, "stream": False}).encode()
    headers = [("content-type", "application/json"), ("content-length", str(len(body)))]
    headers += [("authorization", f"Bearer {endpoint.key}")] if endpoint.key else []
    try:
        return _words(_sent(endpoint, headers, body, seconds))
    except httpcore.TimeoutException:
        raise HelpFailed(_("The writing help did not answer in time. Your draft is as it was.")) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
        raise HelpFailed(_("The writing help cannot be reached. Your draft is as it was.")) from None


def _sent(endpoint: Endpoint, headers: list[tuple[str, str]], body: bytes, seconds: float) -> bytes:
    """No redirect is followed and no proxy asked. The whole exchange ends with `seconds`, however it drips."""
    until = monotonic() + seconds
    limits = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), seconds)}
    url = f"{endpoint.address.rstrip('/')}/chat/completions"
    backend = _Guarded(may_be_near=endpoint.may_be_near)
    with (
        httpcore.ConnectionPool(network_backend=backend) as pool,
        pool.stream("POST", url, headers=headers, content=body, extensions=limits) as answer,
    ):
        _check(answer)
        got = bytearray()
        for piece in answer.iter_stream():
            got += piece
            if monotonic() > until:
                raise httpcore.ReadTimeout
            if len(got) > LARGEST:
                raise HelpFailed(_("The answer of the writing help is far too long."))
        return bytes(got)


def _check(answer: httpcore.Response) -> None:
    if answer.status in {401, 403}:
        raise HelpFailed(_("The writing help does not take the key. An admin can set it anew."))
    if answer.status == 429:
        asked = {name.lower(): value for name, value in answer.headers}.get(b"retry-after", b"")
        if asked.isdigit() and len(asked) < 7:
            raise HelpFailed(_("The writing help has too much to do. Ask again in %(n)d seconds.") % {"n": int(asked)})
        raise HelpFailed(_("The writing help has too much to do. Ask again in a while."))
    if answer.status != 200:
        raise HelpFailed(_("The writing help answered with fault %(n)d.") % {"n": answer.status})


def _words(raw: bytes) -> str:
    try:
        answer: Any = json.loads(raw)
        words = answer["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise HelpFailed(_("The writing help gave an answer that cannot be read.")) from None
    if not isinstance(words, str) or not words.strip():
        raise HelpFailed(_("The writing help gave no words."))
    if len(words) > LONGEST_ANSWER:
        raise HelpFailed(_("The answer of the writing help is far too long."))
    return "".join(sign for sign in words if sign in "\n\t" or sign.isprintable()).strip()

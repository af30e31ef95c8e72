"""The way out to push services: the address that is connected to is the one that was judged, and nobody is followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import httpcore

from heedful.notices.push.endpoint import Judge, addresses_of, is_endpoint, is_public

LIMITS = {"timeout": {"connect": 10.0, "read": 15.0, "write": 10.0, "pool": 10.0}}  # seconds


class Refused(Exception):
    """This address is not for us to write to."""


class Unreachable(Exception):
    """Nobody there at the moment."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a push service said; `retry_after` in seconds, where it asks for patience."""

    status: int
    retry_after: int | None = None


class _Guarded(httpcore.SyncBackend):
    """Looks a name up once, judges every address, connects to a judged one: no second look-up can say otherwise."""

    def __init__(self, is_allowed: Judge) -> None:
        self._is_allowed = is_allowed

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        try:
            found = addresses_of(host, port)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        if not found or not all(map(self._is_allowed, found)):
            raise Refused
        return super().connect_tcp(found[0], port, timeout, local_address, socket_options)


class Wire:
    """Posts to endpoints. Tests give judges of their own, for a service on this machine."""

    def __init__(self, *, is_allowed: Judge = is_public, is_fit: Judge = is_endpoint) -> None:
        self._is_fit = is_fit
        self._pool = httpcore.ConnectionPool(
            network_backend=_Guarded(is_allowed), max_connections=4, keepalive_expiry=10.0
        )

    def post(self, endpoint: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One attempt. The answer's words are not read, a redirect is not followed, no proxy is asked."""
        if not self._is_fit(endpoint):
            raise Refused
        said = [*headers.items(), ("content-length", str(len(body)))]
        try:
            with self._pool.stream("POST", endpoint, headers=said, content=body, extensions=LIMITS) as answer:
                asked = {name.lower(): value for name, value in answer.headers}.get(b"retry-after", b"")
                return Answer(answer.status, int(asked) if asked.isdigit() and len(asked) < 10 else None)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise Unreachable(type(error).__name__) from error

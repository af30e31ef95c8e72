"""A provider's token endpoint, and the place where the IMAP server asks whether a token is good."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

REFRESH_TOKEN = "consent-of-today"


@dataclass
class TokenEndpoint:
    """Hands out `access-1`, `access-2`, ... for the refresh token above. Change its fields to misbehave."""

    user: str = "desk@harbour.test"
    lifetime: int = 3600
    refusal: tuple[int, dict[str, str]] | None = None
    body: bytes | None = None
    next_refresh_token: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    good: set[str] = field(default_factory=set)
    _server: ThreadingHTTPServer | None = field(default=None, repr=False)

    def start(self) -> None:
        endpoint = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers.get("Content-Length", 0))
                form = {name: values[0] for name, values in parse_qs(self.rfile.read(size).decode()).items()}
                status, body = endpoint.answer(self.path, form)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Tests want no access log."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def token_url(self) -> str:
        return self._url("token")

    @property
    def introspection_url(self) -> str:
        return self._url("introspection")

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, bytes]:
        if path == "/introspection":
            is_good = form.get("token", "") in self.good
            return 200, json.dumps({"active": is_good, **({"user": self.user} if is_good else {})}).encode()
        self.asked.append(form)
        if self.refusal:
            return self.refusal[0], json.dumps(self.refusal[1]).encode()
        if form.get("refresh_token") not in {REFRESH_TOKEN, self.next_refresh_token}:
            return 400, b'{"error": "invalid_grant"}'
        return 200, self.body if self.body is not None else self._new_token()

    def _new_token(self) -> bytes:
        token = f"access-{len(self.asked)}"
        self.good.add(token)
        made: dict[str, object] = {"access_token": token, "expires_in": self.lifetime, "token_type": "Bearer"}
        if self.next_refresh_token:
            made["refresh_token"] = self.next_refresh_token
        return json.dumps(made).encode()

    def _url(self, path: str) -> str:
        if self._server is None:
            raise RuntimeError("Start the endpoint first.")
        return f"http://127.0.0.1:{self._server.server_port}/{path}"


@pytest.fixture
def tokens() -> Iterator[TokenEndpoint]:
    """A token endpoint that behaves."""
    endpoint = TokenEndpoint()
    endpoint.start()
    yield endpoint
    endpoint.stop()

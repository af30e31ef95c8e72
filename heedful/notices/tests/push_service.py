"""A push service on this machine, and a browser that really opens what it is sent."""

from __future__ import annotations

import base64
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pywebpush import Vapid


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Keys:
    """What a browser keeps for itself, and what it gives away."""

    secret: Any = field(default_factory=lambda: generate_private_key(SECP256R1()))
    auth: bytes = b"0123456789abcdef"

    @property
    def p256dh(self) -> str:
        return text(self.secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def opened(self, body: bytes) -> dict[str, Any]:
        return json.loads(http_ece.decrypt(body, private_key=self.secret, auth_secret=self.auth))


class PostOffice:
    """Answers with `status`; keeps what was posted."""

    def __init__(self) -> None:
        self.status, self.headers, self.posted = 201, {}, []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.posted.append((dict(self.headers), body))
                self.send_response(service.status)
                for name, value in {**service.headers, "Content-Length": "0"}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def signed_claims(authorization: str) -> dict[str, Any]:
    """What a push service reads in the signature; fails when it is not a true one."""
    assert Vapid.verify(authorization)
    token = authorization.split("t=")[1].split(",", maxsplit=1)[0].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))

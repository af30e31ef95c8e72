"""A chat-completions service on this machine for the tests: answers what it is told to, and remembers what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class CompletionsServer:
    """`answer` is the body: a text for the first choice, or raw bytes; `drip` holds it back until `let_go`."""

    def __init__(self) -> None:
        self.status = 200
        self.answer: str | bytes = "Better words."
        self.headers: dict[str, str] = {}
        self.is_slow = False
        self.let_go = threading.Event()
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.address = ""

    def body(self) -> bytes:
        if isinstance(self.answer, bytes):
            return self.answer
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": self.answer}}]}).encode()


@contextmanager
def writing_service() -> Iterator[CompletionsServer]:
    """Runs until the test is over."""
    service = CompletionsServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            service.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            service.keys.append(self.headers.get("authorization", ""))
            if service.is_slow:
                service.let_go.wait(30)
                return
            body = service.body()
            self.send_response(service.status)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Quiet: what is asked is kept above."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield service
    finally:
        service.let_go.set()
        server.shutdown()
        server.server_close()

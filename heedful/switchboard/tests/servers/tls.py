"""A server that only shakes hands: for looking at certificates."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def tls_server(certificate: Path) -> Iterator[int]:
    """Yields the port; every visitor gets a handshake and a greeting."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))

    def greet() -> None:
        while True:
            try:
                visitor, _ = listener.accept()
            except OSError:
                return
            with suppress(OSError), context.wrap_socket(visitor, server_side=True) as line:
                line.sendall(b"* OK ready\r\n")

    threading.Thread(target=greet, daemon=True).start()
    yield int(listener.getsockname()[1])
    # Closing alone would leave the thread in accept().
    with suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
    listener.close()

"""Free ports on this machine, and waiting until somebody listens on one."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses; all are held until the last is found, so that none comes twice."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in held]
    for listener in held:
        listener.close()
    return ports


def wait_for_port(port: int, seconds: float = 10, still_runs: Callable[[], bool] = lambda: True) -> None:
    """Return once a connection succeeds."""
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until or not still_runs():
                raise AssertionError(f"Nothing started to listen on port {port}.") from None
            time.sleep(0.02)
        else:
            return


def wait_until(is_true: Callable[[], object], seconds: float = 5) -> None:
    """Return once `is_true` says so, fail when it does not in time."""
    until = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > until:
            raise AssertionError("It did not become true in time.")
        time.sleep(0.01)

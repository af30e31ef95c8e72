"""What must keep running in this process, and whether it does."""

from __future__ import annotations

import threading
from collections.abc import Callable

Look = Callable[[], str]  # empty when all is well, otherwise what is wrong in a few words


class Pulse:
    """Parts of the process announce themselves here when they start and leave when they stop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looks: dict[str, Look] = {}

    def watch(self, name: str, look: Look) -> Callable[[], None]:
        """Add a part; the returned function takes it away again."""
        with self._lock:
            self._looks[name] = look
        return lambda: self._forget(name)

    def feel(self) -> dict[str, str]:
        """What is wrong with each part; an empty text when it is well."""
        with self._lock:
            looks = dict(self._looks)
        return {name: look() for name, look in looks.items()}

    def _forget(self, name: str) -> None:
        with self._lock:
            self._looks.pop(name, None)


pulse = Pulse()


def look_at(thread: threading.Thread, seconds_busy: Callable[[], float] = lambda: 0.0, longest: float = 900.0) -> Look:
    """A thread is well while it lives and no single turn of it takes longer than `longest` seconds."""

    def look() -> str:
        if not thread.is_alive():
            return "has ended"
        return "is stuck" if seconds_busy() > longest else ""

    return look

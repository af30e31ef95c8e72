"""Background threads: each wakes when something is committed, does all that is due, and sleeps again."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import OperationalError, connection

from heedful.events.live import Note, hub

log = logging.getLogger(__name__)
LONGEST_SLEEP = 30.0
TROUBLE_PAUSE = 2.0


def _always(_: Note) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Task:
    """`turn` does one batch and returns how much it did; `next_due` says in seconds when time alone wakes it."""

    name: str
    turn: Callable[[], int]
    next_due: Callable[[], float | None]
    wakes_for: Callable[[Note], bool] = _always
    longest: float = 900.0  # seconds; a turn that takes longer counts as stuck


class Loop(threading.Thread):
    """Runs one task until it is stopped. A failure is logged and tried again; it never ends the thread."""

    def __init__(self, task: Task) -> None:
        super().__init__(name=f"heedful-{task.name}", daemon=True)
        self.task = task
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._forget = hub.subscribe(self._hear)
        self._turn_began: float | None = None

    def run(self) -> None:
        while not self._stopping.is_set():
            # Cleared before the work: what is committed meanwhile wakes the next turn.
            self._wake.clear()
            pause = self._turn()
            self._turn_began = None
            self._wake.wait(pause)
        connection.close()

    def stop(self) -> None:
        self._forget()
        self._stopping.set()
        self._wake.set()

    def seconds_busy(self) -> float:
        """How long the turn in hand has taken; 0 while it sleeps."""
        began = self._turn_began
        return 0.0 if began is None else time.monotonic() - began

    def _hear(self, note: Note) -> None:
        if self.task.wakes_for(note):
            self._wake.set()

    def _turn(self) -> float:
        try:
            self._turn_began = time.monotonic()
            while self.task.turn() and not self._stopping.is_set():
                self._turn_began = time.monotonic()
            due = self.task.next_due()
        except OperationalError as error:
            # A full disk or a lost database: say so, and heal by trying again.
            # The words are enough: a traceback every two seconds would hide them.
            log.warning("%s: the database does not answer (%s); trying again", self.task.name, error)
            connection.close()
            return TROUBLE_PAUSE
        except Exception:
            log.exception("%s stumbled; trying again", self.task.name)
            connection.close()
            return TROUBLE_PAUSE
        return LONGEST_SLEEP if due is None else min(due, LONGEST_SLEEP)

"""Somebody who looks into a running installation from a process of their own, and stays there between questions."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
LONGEST = 120  # seconds to answer


class Colleague:
    """A process that answers with the functions of `tests.world.inside`; starting one costs more than most answers."""

    def __init__(self, surroundings: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.world.inside"], env=surroundings, cwd=REPOSITORY,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, function: str, arguments: dict[str, Any]) -> Any:
        """What the function gives; raises RuntimeError with its traceback, or when there is no answer in time."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        too_late = threading.Timer(LONGEST, self._process.kill)
        too_late.start()
        try:
            print(json.dumps([function, arguments]), file=self._process.stdin, flush=True)
            line = self._process.stdout.readline()
        finally:
            too_late.cancel()
        if not line:
            raise RuntimeError(f"{function} gave no answer (exit code {self._process.wait()})")
        answer = json.loads(line)
        if "failed" in answer:
            raise RuntimeError(f"{function} failed:\n{answer['failed'][-3000:]}")
        return answer["given"]

    def leave(self) -> None:
        self._process.kill()
        self._process.communicate()

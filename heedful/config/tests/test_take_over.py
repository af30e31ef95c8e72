"""What another process had on the wire when it was killed is shown to a person, even before its parent has looked."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from heedful.switchboard.deliver import ME as THIS_PROCESS
from heedful.switchboard.deliver import _lives


def test_a_killed_process_that_nobody_has_looked_at_is_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    assert _lives(str(child.pid))
    os.kill(child.pid, signal.SIGKILL)
    end = time.monotonic() + 10
    while _lives(str(child.pid)) and time.monotonic() < end:
        time.sleep(0.02)
    assert Path(f"/proc/{child.pid}").exists(), "its entry is still there"
    assert not _lives(str(child.pid))
    child.wait()
    assert not _lives(str(child.pid))


@pytest.mark.parametrize("words", ["", "not a number", "../self"])
def test_a_claim_of_nobody_is_dead_or_left_alone(words: str) -> None:
    assert _lives(words) in {True, False}
    assert THIS_PROCESS.startswith(socket.gethostname())

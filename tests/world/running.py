"""`heedful up` as a process of its own: started, stopped, killed, looked into."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import psycopg

from heedful.switchboard.tests.servers.ports import free_ports
from tests.world.colleague import Colleague
from tests.world.pattern import database_url, lay_database, lay_file

REPOSITORY = Path(__file__).resolve().parents[2]
START_SECONDS = 40


@dataclass
class Running:
    """One installation in a folder of its own. `ask` runs a function of `tests.world.inside` in it."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="heedful-running-")))
    port: int = field(default_factory=lambda: free_ports(1)[0])
    database_url: str = field(default_factory=lambda: os.environ.get("HEEDFUL_DATABASE_URL", ""))
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    colleague: Colleague | None = None

    def __post_init__(self) -> None:
        """On PostgreSQL every house has a database of its own."""
        if self.database_url:
            name = f"house_{uuid.uuid4().hex[:12]}"
            with psycopg.connect(self.database_url, autocommit=True) as link:
                link.execute(f"CREATE DATABASE {name}")
            self.database_url = database_url(self.database_url, name)

    def found(self, **wishes: Any) -> dict[str, Any]:
        """Tables, people and a mailbox: `tests.world.inside.found` with these wishes."""
        if self.database_url:
            lay_database(os.environ["HEEDFUL_DATABASE_URL"], urlparse(self.database_url).path[1:])
        else:
            lay_file(self.folder / "heedful.sqlite3")
        return dict(self.ask("found", **wishes))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "up.log"

    def start(self) -> float:
        """Open the house and wait for its first page; returns the seconds it took."""
        began = time.monotonic()
        self.process = self.spawn()
        while not self.answers():
            if self.process.poll() is not None:
                raise RuntimeError(f"heedful up ended at once:\n{self.log.read_text()[-3000:]}")
            if time.monotonic() - began > START_SECONDS:
                raise RuntimeError(f"heedful up does not answer:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.03)
        return time.monotonic() - began

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start the process without waiting for it. Its words come by a pipe: they get through on a full disk."""
        process = subprocess.Popen(
            [sys.executable, "-m", "heedful", "up"], env=self.surroundings(), cwd=REPOSITORY,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        with self.log.open("ab", buffering=0) as log:
            for line in process.stdout or ():
                log.write(line)

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/account/login/", timeout=2).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """As a power cut would: no time to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """As an operator would; returns the exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        self.dismiss()
        if self.process is None:
            return 0
        process, self.process = self.process, None
        if process.poll() is None:
            os.killpg(process.pid, how) if how == signal.SIGKILL else process.send_signal(how)
        return process.wait(timeout=20)

    def ask(self, function: str, **arguments: Any) -> Any:
        """Call a function of `tests.world.inside` on the same data, in a process beside that of the house."""
        if self.colleague is None:
            self.colleague = Colleague(self.surroundings())
        return self.colleague.ask(function, arguments)

    def dismiss(self) -> None:
        """The next question goes to somebody new, who has nothing in mind (keys, tables) from before."""
        if self.colleague is not None:
            self.colleague.leave()
            self.colleague = None

    def surroundings(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HEEDFUL_")}
        return {
            **kept,
            "HEEDFUL_DATA": str(self.folder),
            "HEEDFUL_PORT": str(self.port),
            "HEEDFUL_DATABASE_URL": self.database_url,
            "HEEDFUL_SMTP_TIMEOUT": "5",
            "PYTHONUNBUFFERED": "1",
            **self.extra,
        }


def until(condition: Any, seconds: float = 20.0, pause: float = 0.1) -> Any:
    """Wait until the condition is true; returns what it gave, or fails."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(pause)
    raise AssertionError(f"not within {seconds} s: {condition}")

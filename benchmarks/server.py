"""The house on a filled folder, as an operator runs it: what its processes, and those of PostgreSQL, use."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from heedful.switchboard.tests.servers.ports import free_ports

TICK = os.sysconf("SC_CLK_TCK")
START_SECONDS = 120


@dataclass
class Server:
    """`heedful up` on SQLite, `heedful web` and `heedful work` on PostgreSQL."""

    data: Path
    database_url: str = ""
    postgres: int = 0  # the first process of the database
    port: int = field(default_factory=lambda: free_ports(1)[0])
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> float:
        """Returns the seconds from nothing to the first page."""
        began = time.monotonic()
        for part in ("web", "work") if self.database_url else ("up",):
            with (self.data / f"{part}.log").open("ab") as log:
                words = [sys.executable, "-m", "heedful", part]
                self.processes.append(subprocess.Popen(words, env=self._surroundings(), stdout=log, stderr=log))
            while part != "work" and not self._answers():
                if self.processes[0].poll() is not None or time.monotonic() - began > START_SECONDS:
                    raise RuntimeError(f"It did not start; see {self.data}/{part}.log")
                time.sleep(0.02)
            if part != "work":
                took = time.monotonic() - began
        return took

    def stop(self) -> None:
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            process.wait(30)
        self.processes.clear()

    def used(self) -> tuple[float, float]:
        """Milliseconds of processor so far: ours, the database's."""
        return sum(_cpu(process.pid) for process in self.processes), sum(map(_cpu, self._backends()))

    def memory(self) -> dict[str, float]:
        """MiB resident of each of our processes; of PostgreSQL what is not shared, and once what is."""
        names = ("web", "work") if self.database_url else ("web and work",)
        found = {name: _status(process.pid, "VmRSS") for name, process in zip(names, self.processes, strict=True)}
        if self.postgres:
            found["PostgreSQL, its own"] = sum(_status(pid, "RssAnon") for pid in self._backends())
            found["PostgreSQL, shared"] = max(_status(pid, "RssShmem") for pid in self._backends())
        return found

    def _backends(self) -> list[int]:
        if not self.postgres:
            return []
        task = Path(f"/proc/{self.postgres}/task/{self.postgres}/children").read_text().split()
        return [self.postgres, *map(int, task)]

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/account/login/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def _surroundings(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HEEDFUL_")}
        told = {
            "HEEDFUL_DATA": str(self.data),
            "HEEDFUL_PORT": str(self.port),
            "HEEDFUL_DATABASE_URL": self.database_url,
        }
        return {**kept, **told}


def _cpu(pid: int) -> float:
    """Milliseconds of a process and of its children that have ended."""
    try:
        used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, used[11:15])) * 1000 / TICK


def _status(pid: int, name: str) -> float:
    try:
        found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found.group(1)) / 1024 if found else 0.0

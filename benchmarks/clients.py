"""People at their desks: keep-alive connections that ask one thing after another. A process of its own, so that its
processor is not counted; a job a line comes in, the milliseconds of each answer go out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection
from typing import Any


@dataclass(frozen=True, slots=True)
class Ask:
    """One request; a form is posted as it stands."""

    path: str
    form: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Job:
    """So many clients share these requests out among them."""

    port: int
    asks: list[Ask]
    clients: int = 1
    headers: dict[str, str] = field(default_factory=dict)


class Clients:
    """The process, as the one who measures sees it."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "benchmarks.clients"]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def do(self, job: Job) -> list[float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asdict(job)), file=self._process.stdin, flush=True)
        told = json.loads(self._process.stdout.readline())
        if told["wrong"]:
            raise RuntimeError(told["wrong"])
        return list(told["milliseconds"])

    def leave(self) -> None:
        self._process.communicate(timeout=20)


def _work(job: dict[str, Any]) -> dict[str, Any]:
    waiting = list(reversed(job["asks"]))
    took: list[float] = []
    wrong: list[str] = []

    def one_client() -> None:
        link = HTTPConnection("127.0.0.1", job["port"], timeout=60)
        while waiting and not wrong:
            try:
                ask = waiting.pop()
            except IndexError:
                break
            began = time.perf_counter()
            status, text = _answer(link, ask, job["headers"])
            took.append((time.perf_counter() - began) * 1000)
            if status != ask["status"]:
                wrong.append(f"{ask['path']}: {status} {text[:300]!r}")
        link.close()

    threads = [threading.Thread(target=one_client) for _ in range(job["clients"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"milliseconds": took, "wrong": "; ".join(wrong)}


def _answer(link: HTTPConnection, ask: dict[str, Any], headers: dict[str, str]) -> tuple[int, bytes]:
    if ask["form"]:
        posted = {**headers, "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        link.request("POST", ask["path"], ask["form"], posted)
    else:
        link.request("GET", ask["path"], headers=headers)
    answer = link.getresponse()
    return answer.status, answer.read()


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(_work(json.loads(line))), flush=True)

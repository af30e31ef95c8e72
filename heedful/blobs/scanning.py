"""The way to a virus scanner: clamd on a socket, or a command that reads the file from its standard input."""

from __future__ import annotations

import shlex
import socket
import struct
import subprocess
from dataclasses import dataclass

PATIENCE = 60.0  # seconds for one file
PIECE = 1 << 16


class ScannerDown(Exception):
    """The scanner gave no answer that makes sense; the words say why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`words` is the scanner's own name for what it found."""

    is_infected: bool
    words: str = ""


def scan(content: bytes, scanner: str) -> Finding:
    """Ask the scanner named by the setting: `clamd:PATH`, `clamd:HOST:PORT` or `command:PROGRAM ARGUMENTS`."""
    kind, _, where = scanner.partition(":")
    try:
        if kind == "clamd":
            return _ask_clamd(content, where)
        if kind == "command":
            return _run(content, where)
    except (OSError, subprocess.SubprocessError, ValueError) as problem:
        raise ScannerDown(f"The virus scanner does not answer: {problem}"[:300]) from problem
    raise ScannerDown("The setting for the virus scanner begins with clamd: or command:.")


def _ask_clamd(content: bytes, where: str) -> Finding:
    with _connected(where) as wire:
        wire.sendall(b"zINSTREAM\0")
        for at in range(0, len(content), PIECE):
            piece = content[at : at + PIECE]
            wire.sendall(struct.pack(">I", len(piece)) + piece)
        wire.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096 and (more := wire.recv(4096)):
            answer += more
    words = answer.rstrip(b"\0\n").decode("utf-8", "replace")
    if words.endswith(" FOUND"):
        return Finding(is_infected=True, words=words.removeprefix("stream: ").removesuffix(" FOUND")[:200])
    if words.endswith("OK"):
        return Finding(is_infected=False)
    raise ScannerDown(f"The virus scanner says: {words[:200] or 'nothing'}")


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        wire = socket.socket(socket.AF_UNIX)
        wire.settimeout(PATIENCE)
        wire.connect(where)
        return wire
    host, _, port = where.rpartition(":")
    return socket.create_connection((host or "127.0.0.1", int(port)), timeout=PATIENCE)


def _run(content: bytes, command: str) -> Finding:
    """As clamscan does it: 0 is clean, 1 is infected, anything else is no answer."""
    done = subprocess.run(shlex.split(command), input=content, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 (the operator's own command)
    said = " ".join(done.stdout.decode("utf-8", "replace").split())[:200]
    if done.returncode == 0:
        return Finding(is_infected=False)
    if done.returncode == 1:
        return Finding(is_infected=True, words=said)
    raise ScannerDown(f"The virus scanner ended with {done.returncode}: {said or 'no words'}")

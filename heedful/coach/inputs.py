"""What the command reads: plain text, a mail (.eml), or a conversation as JSON lines (.jsonl)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from heedful.coach.cases import NotACase
from heedful.coach.draft import Context, Draft, Role, Turn

_ROLES: dict[str, Role] = {"customer": "customer", "agent": "agent", "note": "note"}


@dataclass(frozen=True, slots=True)
class Input:
    """One text to check; `line` is where it stands in its file, `is_whole` whether it is the file."""

    name: str
    draft: Draft
    context: Context
    line: int = 1
    is_whole: bool = True


def inputs(files: list[str], context: Context) -> Iterator[Input]:
    """Raises OSError, UnicodeDecodeError or NotACase for what cannot be read."""
    for name in files or ["-"]:
        if name == "-":
            yield Input("<stdin>", Draft(sys.stdin.read()), context, is_whole=False)
        elif name.endswith(".eml"):
            yield Input(name, Draft(_mail_text(Path(name).read_bytes())), context, is_whole=False)
        elif name.endswith(".jsonl"):
            yield from _conversation(name, context)
        else:
            yield Input(name, Draft(Path(name).read_text(encoding="utf-8")), context)


def _mail_text(raw: bytes) -> str:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    if body is None:
        return ""
    try:
        return str(body.get_content())
    except (LookupError, ValueError):
        return bytes(body.get_payload(decode=True) or b"").decode("utf-8", "replace")


def _conversation(name: str, context: Context) -> Iterator[Input]:
    """Each of our messages is checked against what came before it."""
    turns: list[Turn] = []
    for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        turn = _turn(line, f"{name}:{number}")
        if turn.role == "agent":
            yield Input(name, Draft(turn.text), replace(context, turns=tuple(turns)), line=number, is_whole=False)
        turns.append(turn)


def _turn(line: str, place: str) -> Turn:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as problem:
        raise NotACase(f"{place}: {problem}") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or row.get("role") not in _ROLES:
        raise NotACase(f"{place}: a turn is an object with 'role' (customer, agent, note) and 'text'")
    return Turn(_ROLES[row["role"]], row["text"], str(row.get("name") or ""))

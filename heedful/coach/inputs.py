"""What the command reads: plain text, a mail (.eml), or a conversation as JSON lines (.jsonl)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from heedful.coach.cases import ROLES, NotACase, moment
from heedful.coach.draft import Context, Draft, Turn
from heedful.coach.mail import looks_like_mail, read_mail

_STDIN = "<stdin>"


class Unreadable(ValueError):
    """A file that holds no text; says which and why."""


@dataclass(frozen=True, slots=True)
class Input:
    """One text to check. `line` is where it begins in its file; in a transcript all of it stands on that line.

    `ending` is how the file ends its lines; empty where the text is not the whole of a file that can be written.
    """

    name: str
    draft: Draft
    context: Context
    line: int = 1
    on_one_line: bool = False
    ending: str = ""


def inputs(file: str, context: Context, channel: str, stdin_name: str = "") -> Iterator[Input]:
    """`file` may be '-'; `channel` is "" where each kind takes its own. Raises OSError, Unreadable or NotACase."""
    raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    name, shown = (stdin_name, stdin_name or _STDIN) if file == "-" else (file, file)
    text = "" if name.endswith(".eml") else _text(raw, shown)
    if name.endswith(".eml") or (file == "-" and not name and looks_like_mail(text)):
        yield _mail(shown, raw, context)
    elif name.endswith(".jsonl") or (file == "-" and not name and _looks_like_turns(text)):
        spoken = context if channel else replace(context, channel="chat")
        yield from _conversation(shown, text, spoken)
    else:
        ending = "\r\n" if b"\r\n" in raw else "\n"
        yield Input(shown, Draft(text), context, ending="" if file == "-" else ending)


def _text(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        raise Unreadable(f"{name}: not a text in UTF-8 (byte {problem.start + 1})") from None


def _mail(name: str, raw: bytes, context: Context) -> Input:
    """What the mail quotes is what it answers."""
    mail = read_mail(raw)
    turns = (Turn("customer", mail.quoted),) if mail.quoted else ()
    return Input(name, Draft(mail.text), replace(context, turns=turns, customer_name=mail.name), line=mail.line)


def _looks_like_turns(text: str) -> bool:
    try:
        return bool(_turn(text.lstrip().partition("\n")[0], ""))
    except NotACase:
        return False


def _conversation(name: str, text: str, context: Context) -> Iterator[Input]:
    """Each of our messages is checked against what came before it."""
    turns: list[Turn] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        turn = _turn(line, f"{name}:{number}: ")
        if turn.role == "agent":
            known = replace(context, turns=tuple(turns), now=turn.at or context.now)
            yield Input(name, Draft(turn.text), known, line=number, on_one_line=True)
        turns.append(turn)


def _turn(line: str, place: str) -> Turn:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise NotACase(f"{place}{problem}") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or row.get("role") not in tuple(ROLES):
        raise NotACase(f"{place}a turn is an object with 'role' (customer, agent, note) and 'text'")
    return Turn(ROLES[row["role"]], row["text"], str(row.get("name") or ""), moment(row.get("at"), f"{place}'at'"))

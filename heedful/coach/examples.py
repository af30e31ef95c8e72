"""Reading a rule's page: its examples, as cases that a test can run and a page can show."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime

from heedful.coach.draft import Context, Draft, OpenPromise, Turn
from heedful.coach.standards import Standards
from heedful.coach.standards_file import standards_of

_FIELD = re.compile(r"(?:- |  )([A-Z][a-z ]{1,16}): (.*)")
_MARKED = re.compile(r"\*\*(.+?)\*\*")
PUBLIC = frozenset(("social-public",))
USUAL = Standards()


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a page; `marked` are the words set in bold, which a finding has to touch."""

    draft: Draft
    context: Context
    marked: tuple[str, ...]
    standards: Standards = USUAL


def examples(page: str, heading: str) -> list[Example]:
    """`heading` is 'Flags' or 'Accepts'."""
    _, _, section = page.partition(f"\n## {heading}\n")
    section = section.partition("\n## ")[0]
    return [_example(item) for item in section.split("\n- ")[1:] if item.strip()]


def _example(item: str) -> Example:
    said: dict[str, str] = {}
    turns: list[Turn] = []
    for line in f"- {item}".splitlines():
        match = _FIELD.fullmatch(line.rstrip().removesuffix("\\").rstrip())
        if match is None:
            if line.strip():
                raise ValueError(f"not an example line: {line!r}")
            continue
        key, value = match[1], match[2].replace("<br>", "\n")
        if key in ("Customer", "Agent", "Note"):
            turns.append(Turn(key.lower(), value))  # type: ignore[arg-type]
        else:
            said[key] = value
    text = said["Draft"]
    marked = tuple(_MARKED.findall(text))
    house = standards_of(tomllib.loads(said.get("House", "")), today=date.max)
    return Example(Draft(_MARKED.sub(r"\1", text)), _context(said, tuple(turns)), marked, house)


def _context(said: dict[str, str], turns: tuple[Turn, ...]) -> Context:
    channel = said.get("Channel", "email")
    promise, incident, now = said.get("Promise"), said.get("Incident"), said.get("Now")
    return Context(
        channel=channel,
        public=channel in PUBLIC,
        turns=turns,
        customer_name=said.get("Name", ""),
        facts=tuple(filter(None, said.get("Fact", "").split("; "))),
        open_promises=(OpenPromise(promise, broken=True),) if promise else (),
        incidents=(incident,) if incident else (),
        now=datetime.fromisoformat(now) if now else None,
        tz=said.get("Zone", "UTC"),
        hours=said.get("Hours", ""),
        language=said.get("Language", ""),
    )

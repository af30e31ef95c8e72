"""The hand-written exchanges, read from stories/ into frozen shapes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from heedful.events.instant import DAY, HOUR, MINUTE

FOLDER = Path(__file__).parent / "stories"
UNITS = {"m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Turn:
    """One contact of an exchange. `after` is the time since the turn before, in microseconds."""

    who: str
    kind: str
    channel: str
    texts: tuple[str, ...]
    after: int = 0
    stars: int = 0
    due: str = ""
    fact: str = ""
    outcome: str = ""

    @property
    def is_ours(self) -> bool:
        return self.who != "customer"

    @property
    def wants_answer(self) -> bool:
        """Written words of a customer wait for somebody; what was talked about has been answered on the spot."""
        return self.who == "customer" and self.kind in {"message", "post"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A story with its alternatives."""

    id: str
    brand: str
    language: str
    tone: str
    tags: tuple[str, ...]
    subjects: tuple[str, ...]
    turns: tuple[Turn, ...]
    audience: str = "customer"

    @property
    def words(self) -> str:
        return "\n".join([*self.subjects, *(text for turn in self.turns for text in turn.texts)])

    @property
    def ending(self) -> str:
        """A slug of `resolve` in people.toml, or 'open'."""
        return self.turns[-1].outcome.removeprefix("resolved:")

    def text(self, turn: int, number: int) -> str:
        """The alternatives fit together by one number, counting round."""
        texts = self.turns[turn].texts
        return texts[number % len(texts)]

    def subject(self, number: int) -> str:
        return self.subjects[number % len(self.subjects)]


@cache
def load_exchanges() -> tuple[Exchange, ...]:
    """All exchanges, in the order of their files."""
    files = sorted(FOLDER.glob("*.toml"))
    return tuple(
        _exchange(entry) for file in files for entry in tomllib.loads(file.read_text(encoding="utf-8"))["exchange"]
    )


def _exchange(entry: dict[str, Any]) -> Exchange:
    return Exchange(
        id=entry["id"],
        brand=entry["brand"],
        language=entry["language"],
        tone=entry["tone"],
        tags=tuple(entry["tags"]),
        subjects=tuple(entry["subjects"]),
        turns=tuple(map(_turn, entry["turn"])),
        audience=entry.get("audience", "customer"),
    )


def _turn(entry: dict[str, Any]) -> Turn:
    return Turn(
        who=entry["who"],
        kind=entry["kind"],
        channel=entry["channel"],
        texts=tuple(text.strip() for text in entry["texts"]),
        after=duration(entry["after"]) if "after" in entry else 0,
        stars=entry.get("stars", 0),
        due=entry.get("promise", {}).get("due", ""),
        fact=entry.get("fact", ""),
        outcome=entry.get("outcome", ""),
    )


def duration(words: str) -> int:
    """`35m`, `4h`, `2d`, `1w` in microseconds."""
    return int(words[:-1]) * UNITS[words[-1]]

"""What the coach is given: the draft, and the conversation it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal["customer", "agent", "note"]

MOST_READ = 200_000  # characters of a draft, and as many of the messages before it; see reach.py


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply that has not been sent yet."""

    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message; `at` is an aware datetime where it is known."""

    role: Role
    text: str
    name: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """Something this customer is still owed. `broken` means that its time has passed."""

    what: str
    due: datetime | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Where the draft will be read. `turns` run from the oldest to the newest."""

    channel: str = "email"
    public: bool = False
    turns: tuple[Turn, ...] = ()
    customer_name: str = ""
    facts: tuple[str, ...] = ()
    open_promises: tuple[OpenPromise, ...] = ()
    incidents: tuple[str, ...] = ()
    now: datetime | None = None
    tz: str = "UTC"
    hours: str = ""
    language: str = ""

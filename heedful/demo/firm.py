"""The invented firm, read from people.toml: its two trades, its people, and the lists that fill the slots."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "people.toml"
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Trade:
    """One brand. `hours` holds opening and closing in minutes after midnight, by weekday (Monday is 0)."""

    slug: str
    name: str
    mail: str
    timezone: str
    sign_off: str
    hours: tuple[tuple[int, tuple[int, int]], ...]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works there."""

    name: str
    mail: str
    role: str
    team: str
    brands: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names that go together; `family_first` is how they are written."""

    language: str
    first: tuple[str, ...]
    last: tuple[str, ...]
    family_first: bool


@dataclass(frozen=True)
class Firm:
    """The whole file; `lists` holds the plain slot lists."""

    trades: dict[str, Trade]
    staff: tuple[Colleague, ...]
    teams: dict[str, str]
    names: tuple[NameGroup, ...]
    lists: dict[str, Any]
    round_name: str
    round_mail: str

    def staff_of(self, brand: str) -> tuple[Colleague, ...]:
        return tuple(person for person in self.staff if brand in person.brands)

    def facts(self, brand: str) -> list[str]:
        """What may be worth remembering of a customer of this brand."""
        groups = [group for group in self.lists["facts"] if group.get("brand", brand) == brand]
        return [text for group in groups for text in group["texts"]]


@cache
def load_firm() -> Firm:
    sheet = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Firm(
        trades={entry["slug"]: _trade(entry) for entry in sheet["brand"]},
        staff=tuple(Colleague(p["name"], p["mail"], p["role"], p["team"], tuple(p["brands"])) for p in sheet["staff"]),
        teams={entry["brands"][0]: entry["name"] for entry in sheet["team"]},
        names=tuple(
            NameGroup(g["language"], tuple(g["first"]), tuple(g["last"]), g.get("family_first", False))
            for g in sheet["names"]
        ),
        lists=sheet,
        round_name=sheet["round"]["name"],
        round_mail=sheet["round"]["mail"],
    )


def _trade(entry: dict[str, Any]) -> Trade:
    hours = tuple((WEEK.index(day), _minutes(spans[0])) for day, spans in entry["hours"].items())
    return Trade(entry["slug"], entry["name"], entry["mail"], entry["time_zone"], entry["sign_off"], hours)


def _minutes(span: str) -> tuple[int, int]:
    """`10:00-17:30` as minutes after midnight."""
    opening, closing = ([int(part) for part in clock.split(":")] for clock in span.split("-"))
    return opening[0] * 60 + opening[1], closing[0] * 60 + closing[1]

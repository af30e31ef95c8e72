"""Copy a conversation that the product wrote, row for row, with another number, moment and texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.pattern import TURNS, Rows
from benchmarks.texts import Texts
from heedful.interactions.terms.making import EVERY
from heedful.interactions.terms.stems import MARK

ENTITIES = {
    "customer_id": "customers_customer", "conversation_id": "interactions_conversation",
    "interaction_id": "interactions_interaction", "settled_by_id": "interactions_interaction",
    "raw_id": "switchboard_rawmessage", "event_id": "events_event",
}  # fmt: skip
MOMENTS = {"at", "waiting_since", "settled_at"}
NAMED = re.compile(r'"(delivery_id|raw_id)": ?(\d+)')
NAMED_IN = {"delivery_id": "switchboard_delivery", "raw_id": "switchboard_rawmessage"}
MADE_OF_CONTENT = {"dedup_key", "digest", "meter", "size"}  # these hang on the words alone


@dataclass(slots=True)
class Copy:
    """What one copy has of its own."""

    number: str
    shift: int
    texts: list[str]
    first: dict[str, int]  # of each table, the id that stands for its first row
    counter: int


Make = Callable[[Copy], Any]
Plan = tuple[str, list[Any], list[tuple[int, Make]]]


class Pattern:
    """The rows of one conversation, each with what changes from copy to copy."""

    def __init__(self, rows: Rows, number: int, texts: list[str], made: Texts) -> None:
        self.number, self.texts, self.made = str(number), texts, made
        self.sizes = Counter({name: len(listed) for name, listed in rows.items() if name != "interactions_terms"})
        self._places = {
            (name, row["id"]): place
            for name, listed in rows.items()
            if "terms" not in name
            for place, row in enumerate(listed)
        }
        self._turns = {row["sort_key"]: turn for turn, row in enumerate(rows["interactions_interaction"])}
        self._conversation = rows["interactions_conversation"][0]["id"]
        assert len(self._turns) == TURNS
        self.columns = {name: list(listed[0]) for name, listed in rows.items()}
        self.plans = [self._plan(name, row) for name, listed in rows.items() for row in listed]

    def rows(self, copy: Copy) -> Iterator[tuple[str, list[Any]]]:
        """Every row of a copy, with its table."""
        for table, kept, changes in self.plans:
            row = kept.copy()
            for at, make in changes:
                row[at] = make(copy)
            yield table, row

    def _plan(self, table: str, row: dict[str, Any]) -> Plan:
        changes = [
            (at, make)
            for at, (name, value) in enumerate(row.items())
            if (make := self._change(table, name, value, row))
        ]
        return table, list(row.values()), changes

    def _change(self, table: str, name: str, value: Any, row: dict[str, Any]) -> Make | None:
        if value is None or isinstance(value, bool):
            return None
        if name == "sort_key":
            turn = self._turns[value]
            return lambda copy: ((((value >> 20) * 1000 + copy.shift) // 1000) << 20) | (copy.counter + turn) & 0xFFFFF
        if table == "interactions_terms" and name in {"body", "stems"}:
            return self._term(name, self._turns[row["sort_key"]], value)
        if isinstance(value, int):
            return self._number(table, name, value)
        return self._words(table, name, str(value), row)

    def _number(self, table: str, name: str, value: int) -> Make | None:
        if name == "id" or name in ENTITIES:
            entity = table if name == "id" else ENTITIES[name]
            place = self._places[entity, value]
            return lambda copy: copy.first[entity] + place
        if value and (name.endswith("_at") or name in MOMENTS):
            return lambda copy: value + copy.shift
        return None

    def _words(self, table: str, name: str, value: str, row: dict[str, Any]) -> Make | None:
        if value in self.texts:
            said = self.texts.index(value)
            return lambda copy: copy.texts[said]
        if name == "preview":
            return lambda copy: " ".join(copy.texts[-1][:400].split())[:200]
        if found := NAMED.search(value):
            return self._details(value, found)
        if name == "dedup_key" and self.number not in value:
            turn = self._turns[row["sort_key"]]
            return lambda copy: f"{copy.number:0>12}{turn:04}{value[16:]}"
        own, ours = f"{self._conversation}-k", self.number
        if own in value:
            first = "interactions_conversation"
            return lambda copy: value.replace(own, f"{copy.first[first]}-k").replace(ours, copy.number)
        return (lambda copy: value.replace(ours, copy.number)) if ours in value else None

    def _details(self, value: str, found: re.Match[str]) -> Make:
        entity, before, after = NAMED_IN[found[1]], value[: found.start(2)], value[found.end(2) :]
        place = self._places[entity, int(found[2])]
        return lambda copy: f"{before}{copy.first[entity] + place}{after}"

    def _term(self, name: str, turn: int, value: str) -> Make:
        """The marks come first among the stems, then those of the words."""
        subject, terms = f"Order {self.number}", self.made.terms
        if name == "body":
            return lambda copy: terms(subject, copy.texts[turn])[0]
        marks = " ".join(word for word in value.split(" ") if word.startswith(MARK))
        assert marks.startswith(EVERY)
        return lambda copy: marks + terms(subject, copy.texts[turn])[1].removeprefix(EVERY)


def differences(copied: list[tuple[str, list[Any]]], told: Rows) -> list[str]:
    """Where a copy is not what the product itself wrote for the same number, moment and texts."""
    found, places = [], Counter[str]()
    for table, row in copied:
        there = told.get(table, [])[places[table] : places[table] + 1]
        places[table] += 1
        for (name, real), made in zip(there[0].items() if there else (), row, strict=bool(there)):
            alike = {"sort_key": lambda value: value >> 20}.get(name, str)
            if name not in MADE_OF_CONTENT and alike(real) != alike(made):
                found.append(f"{table}.{name}: {made!r} for {real!r}")
    counts = {name: len(listed) for name, listed in told.items()}
    return found + [
        f"{name}: {places[name]} rows for {counts.get(name, 0)}"
        for name in {*places, *counts}
        if places[name] != counts.get(name, 0)
    ]

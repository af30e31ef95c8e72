"""Somebody for every exchange: so many people as were asked for, newcomers and regulars."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import cycle
from random import Random

from heedful.demo.crowd import Crowd, Persona
from heedful.demo.firm import Firm
from heedful.demo.telling import Cell, Opening, Telling
from heedful.events.instant import DAY

AT_WORK = 0.1
STRANGERS = {"partner", "press"}  # they write for a firm of their own
People = dict[Cell, list[Persona]]


def invent_people(openings: list[Opening], firm: Firm, customers: int, chance: Random) -> People:
    """So many people for each cell as it has tellings, and one at least."""
    cells = Counter(opening.cell for opening in openings)
    rounds = [cell for cell in sorted(cells) if cell.audience == "team"]
    outside = {cell: size for cell, size in sorted(cells.items()) if cell not in rounds}
    crowd = Crowd(firm, chance)
    people: People = {cell: [crowd.round_of(cell.brand)] for cell in rounds}
    for cell, size in _shares(outside, customers - len(rounds)).items():
        people[cell] = [_invent(crowd, cell, chance) for _ in range(size)]
    return people


def _invent(crowd: Crowd, cell: Cell, chance: Random) -> Persona:
    at_work = cell.audience in STRANGERS or chance.random() < AT_WORK
    return crowd.invent(cell.brand, cell.language, at_work=at_work)


def _shares(cells: dict[Cell, int], customers: int) -> dict[Cell, int]:
    """In proportion to the tellings, one at least; together as many as were asked for, where that can be."""
    total = sum(cells.values()) or 1
    shares = {cell: max(1, min(size, size * customers // total)) for cell, size in cells.items()}
    wanted = max(min(customers, total), len(cells))
    for cell in cycle(sorted(cells, key=lambda cell: (-cells[cell], cell))):
        missing = wanted - sum(shares.values())
        if missing == 0:
            break
        if missing > 0 and shares[cell] < cells[cell]:
            shares[cell] += 1
        elif missing < 0 and shares[cell] > 1:
            shares[cell] -= 1
    return shares


class Casting:
    """Finds somebody who is free and has not lived the same story before."""

    def __init__(self, openings: list[Opening], people: People, chance: Random) -> None:
        self._people, self._chance = people, chance
        self._sizes = Counter(opening.cell for opening in openings)
        self._seen: Counter[Cell] = Counter()
        self._known: Counter[Cell] = Counter()
        self._busy: dict[Persona, int] = defaultdict(int)
        self._heard: set[tuple[Persona, str]] = set()

    def cast(self, openings: list[Opening]) -> list[Telling]:
        """Openings in the order of their beginning."""
        return [Telling(index, opening, self._somebody(opening)) for index, opening in enumerate(openings)]

    def _somebody(self, opening: Opening) -> Persona:
        """Newcomers are spread over the two years; one comes earlier where all others are busy."""
        cell, crowd = opening.cell, self._people[opening.cell]
        due = 1 + self._seen[cell] * len(crowd) // self._sizes[cell]
        persona = self._regular(crowd[: self._known[cell]], opening) if due <= self._known[cell] else None
        if persona is None and self._known[cell] < len(crowd):
            persona = crowd[self._known[cell]]
            self._known[cell] += 1
        persona = persona or min(crowd, key=lambda one: self._busy[one])
        self._seen[cell] += 1
        self._busy[persona] = opening.ends_at + DAY
        self._heard.add((persona, opening.exchange.id))
        return persona

    def _regular(self, crowd: list[Persona], opening: Opening) -> Persona | None:
        """Some come oftener than others: the power leans towards the earlier ones."""
        for _ in range(40):
            persona = crowd[int(self._chance.random() ** 1.6 * len(crowd))]
            if self._busy[persona] < opening.times[0] and (persona, opening.exchange.id) not in self._heard:
                return persona
        return None

"""One exchange with its day, and then with the person who lives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from heedful.demo.crowd import Persona
from heedful.demo.library import Exchange


class Cell(NamedTuple):
    """Exchanges that the same people can live."""

    brand: str
    language: str
    audience: str


@dataclass(frozen=True, slots=True)
class Opening:
    """An exchange with the instants of its turns, before somebody is found for it.

    `number` chooses among its alternatives; `state` is what becomes of one that still waits at the end (today.py).
    """

    exchange: Exchange
    number: int
    times: tuple[int, ...]
    ends_at: int
    state: str = ""

    @property
    def cell(self) -> Cell:
        return Cell(self.exchange.brand, self.exchange.language, self.exchange.audience)

    def last_told(self, moment: int) -> int:
        """The instant of the last turn until a moment: where it stands in the list."""
        return max(at for at in self.times if at <= moment)

    def is_waiting(self, moment: int) -> bool:
        """Whether the customer had the last written word, and nobody has ended it yet."""
        told = [turn for turn, at in zip(self.exchange.turns, self.times, strict=True) if at <= moment]
        spoken = [turn for turn in told if turn.who != "note"]
        return self.ends_at > moment and bool(spoken) and spoken[-1].wants_answer


@dataclass(frozen=True, slots=True)
class Telling:
    """The same, told to one person. `index` is unique."""

    index: int
    opening: Opening
    persona: Persona

    @property
    def exchange(self) -> Exchange:
        return self.opening.exchange

    @property
    def times(self) -> tuple[int, ...]:
        return self.opening.times

    @property
    def state(self) -> str:
        return self.opening.state

    def text(self, turn: int) -> str:
        return self.exchange.text(turn, self.opening.number)

    @property
    def subject(self) -> str:
        return self.exchange.subject(self.opening.number)

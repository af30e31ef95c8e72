"""Which exchange is told when, and to whom: two years on one page before anything is written down."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from random import Random

from heedful.demo.casting import Casting, invent_people
from heedful.demo.firm import Firm
from heedful.demo.hours import hours_of, weight
from heedful.demo.library import Exchange, load_exchanges
from heedful.demo.pace import ending_moment, opening_moment, pace
from heedful.demo.telling import Opening, Telling
from heedful.events.instant import DAY, HOUR, MINUTE

SPAN = 730 * DAY
JITTER = 6  # places
APART = 25 * DAY
KEPT_FREE = 45 * DAY  # before the last day, for the exchanges that wait on it


def make_plan(
    *, firm: Firm, conversations: int, customers: int, until: int, joins: dict[str, int], waiting: list[Opening],
    chance: Random,
) -> list[Telling]:  # fmt: skip
    """All tellings, by their beginning. The exchanges that wait on the last day are not told shortly before."""
    days = _days(conversations - len(waiting), until, chance)
    programme = _Programme(days, until, joins, {opening.exchange.id for opening in waiting}, chance)
    openings = sorted([*map(programme.next, days), *waiting], key=lambda opening: opening.times[0])
    return Casting(openings, invent_people(openings, firm, customers, chance), chance).cast(openings)


def _days(conversations: int, until: int, chance: Random) -> list[int]:
    hours = hours_of("rosin-and-reed")
    last = hours.day(until)
    dates = [last - timedelta(days=offset) for offset in range(SPAN // DAY, 0, -1)]
    weights = [weight(day, share / len(dates)) for share, day in enumerate(dates)]
    chosen = chance.choices(dates, weights, k=conversations)
    return sorted(hours.at(day, 0) for day in chosen)


class _Programme:
    """What comes next. Our own meetings of one brand do not run into each other; one that must wait is held."""

    def __init__(self, days: list[int], until: int, joins: dict[str, int], reserved: set[str], chance: Random) -> None:
        order = list(load_exchanges())
        chance.shuffle(order)
        self._rolled = iter(_rolling(order, days, chance))
        self._until, self._joins, self._reserved, self._chance = until, joins, reserved, chance
        self._held: list[Exchange] = []
        self._told: Counter[str] = Counter()
        self._last_heard: dict[tuple[str, int], int] = defaultdict(int)
        self._rounds_end: dict[str, int] = {}

    def next(self, day: int) -> Opening:
        for exchange in list(self._held):
            opening = self._try(exchange, day)
            if opening is not None:
                self._held.remove(exchange)
                return opening
        for exchange in self._rolled:
            opening = self._try(exchange, day)
            if opening is not None:
                return opening
            if exchange.audience == "team" and exchange not in self._held:
                self._held.append(exchange)
        raise ValueError("There are no stories left.")

    def _try(self, exchange: Exchange, day: int) -> Opening | None:
        if _names_a_newcomer(exchange, day, self._joins):
            return None
        opening = _open(exchange, self._told[exchange.id], day, self._until, self._chance)
        if opening is None or self._comes_back_soon(opening):
            return None
        if exchange.audience == "team":
            if opening.times[0] < self._rounds_end.get(exchange.brand, 0):
                return None
            self._rounds_end[exchange.brand] = opening.ends_at + 2 * DAY
        self._told[exchange.id] += 1
        self._last_heard[exchange.id, opening.number] = opening.last_told(self._until)
        return opening

    def _comes_back_soon(self, opening: Opening) -> bool:
        """A long story that ends while the same one begins anew would stand beside it on one page."""
        exchange, heard_at = opening.exchange, opening.last_told(self._until)
        if exchange.id in self._reserved and opening.times[-1] > self._until - KEPT_FREE:
            return True
        return heard_at - self._last_heard[exchange.id, opening.number] < APART


def _rolling(order: list[Exchange], days: list[int], chance: Random) -> list[Exchange]:
    """The exchanges over and over, in an order that hardly changes, so that none comes back soon.

    What we do badly grows rarer with the months; other languages and our own meetings come every other time.
    """
    rolled: list[Exchange] = []
    credit: dict[str, float] = {exchange.id: chance.random() for exchange in order}
    total = max(len(days), 1)
    while len(rolled) <= total * 2:
        shifted = sorted(range(len(order)), key=lambda place: place + chance.uniform(0, JITTER))
        share = min(len(rolled) / total, 1.0)
        for exchange in (order[place] for place in shifted):
            credit[exchange.id] += _frequency(exchange, share)
            if credit[exchange.id] >= 1:
                credit[exchange.id] -= 1
                rolled.append(exchange)
    return rolled


def _frequency(exchange: Exchange, share: float) -> float:
    if exchange.audience == "team":
        return 0.35
    if exchange.language != "en" or exchange.audience != "customer":
        return 0.6
    return 1.0 - 0.55 * share if exchange.tone == "bad" else 1.0


def _names_a_newcomer(exchange: Exchange, day: int, joins: dict[str, int]) -> bool:
    """Whether it names a colleague who has not come yet."""
    return any(joined > day and first in exchange.words for first, joined in joins.items())


def _open(exchange: Exchange, told: int, day: int, until: int, chance: Random) -> Opening | None:
    """None where the customer would be left waiting at the end: only those who are put there wait."""
    hours = hours_of(exchange.brand)
    if exchange.audience == "team":  # the Tuesday round
        day -= (hours.local(day).weekday() - 1) % 7 * DAY - HOUR
    times = pace(exchange, opening_moment(exchange, day, hours, chance), hours, chance)
    opening = Opening(exchange, _number(exchange, told), times, ending_moment(exchange, times, hours, chance))
    return None if times[0] > until - MINUTE or opening.is_waiting(until) else opening


def _number(exchange: Exchange, told: int) -> int:
    """0, 1, 2, 1, 0, ...: neighbours differ in parity, so that later turns with two texts differ as well."""
    size = len(exchange.turns[0].texts)
    path = [*range(size), *range(size - 2, 0, -1)]
    return path[told % len(path)]

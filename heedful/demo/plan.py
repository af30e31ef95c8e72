"""Which exchange is told when, and to whom: two years on one page before anything is written down."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, cycle
from random import Random

from heedful.demo.crowd import Crowd, Persona
from heedful.demo.firm import Firm
from heedful.demo.hours import hours_of, weight
from heedful.demo.library import Exchange, Turn, load_exchanges
from heedful.demo.pace import ending_moment, opening_moment, pace
from heedful.events.instant import DAY, HOUR, MINUTE

SPAN = 730 * DAY
SETTLE = 7 * DAY
JITTER = 6
AT_WORK = 0.1


@dataclass(frozen=True, slots=True)
class Telling:
    """One exchange, told once. `number` chooses among its alternatives, `index` is unique."""

    index: int
    exchange: Exchange
    number: int
    persona: Persona
    times: tuple[int, ...]
    ends_at: int
    state: str = ""

    def text(self, turn: int) -> str:
        return self.exchange.text(turn, self.number)


def _leaves_waiting(told: list[Turn]) -> bool:
    last = [turn for turn in told if turn.who != "note"]
    return bool(last) and last[-1].wants_answer


@dataclass(frozen=True, slots=True)
class Opening:
    """An exchange with its day, before somebody is found for it."""

    exchange: Exchange
    number: int
    times: tuple[int, ...]
    ends_at: int
    state: str = ""  # what becomes of one that is still open at the end, see today.py

    @property
    def cell(self) -> tuple[str, str, str]:
        return cell_of(self.exchange)


def make_plan(  # noqa: PLR0913 (what the demo can be asked for)
    *, firm: Firm, conversations: int, customers: int, until: int, joins: dict[str, int], waiting: list[Opening],
    chance: Random,
) -> list[Telling]:  # fmt: skip
    """All tellings, by their beginning. The exchanges that wait on the last day are not told shortly before."""
    days = _days(conversations - len(waiting), until, chance)
    reserved = frozenset(opening.exchange.id for opening in waiting)
    openings = sorted(
        [*_choose(days, until, joins, reserved, chance), *waiting], key=lambda opening: opening.times[0]
    )
    return _cast(openings, _people(openings, firm, customers, chance), chance)


def cell_of(exchange: Exchange) -> tuple[str, str, str]:
    """Exchanges that the same people can live."""
    return exchange.brand, exchange.language, exchange.audience


def _days(conversations: int, until: int, chance: Random) -> list[int]:
    hours = hours_of("rosin-and-reed")
    last = hours.day(until)
    dates = [last - timedelta(days=offset) for offset in range(SPAN // DAY, 0, -1)]
    weights = [weight(day, share / len(dates)) for share, day in enumerate(dates)]
    chosen = chance.choices(dates, weights, k=conversations)
    return sorted(hours.at(day, 0) for day in chosen)


def _choose(
    days: list[int], until: int, joins: dict[str, int], reserved: frozenset[str], chance: Random
) -> list[Opening]:
    order = list(load_exchanges())
    chance.shuffle(order)
    rounds: Counter[str] = Counter()
    last_day: dict[tuple[str, int], int] = {}
    waiting = iter(_rolling(order, days, chance))
    found: list[Opening] = []
    for day in days:
        for exchange in waiting:
            if day > until - 45 * DAY and exchange.id in reserved:
                continue
            if _knows_nobody(exchange, day, joins):
                continue
            opening = _open(exchange, rounds[exchange.id], day, until, chance)
            if exchange.audience == "team" and not _is_free_round(opening, last_day):
                continue
            rounds[exchange.id] += 1
            found.append(opening)
            break
    return found


def _rolling(order: list[Exchange], days: list[int], chance: Random) -> list[Exchange]:
    """The exchanges over and over, in an order that hardly changes, so that none comes back soon.

    What we do badly grows rarer with the months; other languages and our own meetings come every other time.
    """
    rolled: list[Exchange] = []
    credit: dict[str, float] = {exchange.id: chance.random() for exchange in order}
    total = max(len(days), 1)
    for _ in count():
        shifted = sorted(range(len(order)), key=lambda place: place + chance.uniform(0, JITTER))
        share = min(len(rolled) / total, 1.0)
        for exchange in (order[place] for place in shifted):
            credit[exchange.id] += _frequency(exchange, share)
            if credit[exchange.id] >= 1:
                credit[exchange.id] -= 1
                rolled.append(exchange)
        if len(rolled) > total * 2:
            return rolled
    return rolled


def _frequency(exchange: Exchange, share: float) -> float:
    if exchange.audience == "team":
        return 0.35
    if exchange.language != "en" or exchange.audience != "customer":
        return 0.6
    return 1.0 - 0.55 * share if exchange.tone == "bad" else 1.0


def _knows_nobody(exchange: Exchange, day: int, joins: dict[str, int]) -> bool:
    """Whether it names a colleague who has not come yet."""
    return any(joined > day and first in exchange.words for first, joined in joins.items())


def _is_free_round(opening: Opening, last_day: dict[tuple[str, int], int]) -> bool:
    """Our own meetings of one brand do not run into each other."""
    key = (opening.exchange.brand, 0)
    if opening.times[0] < last_day.get(key, 0):
        return False
    last_day[key] = opening.ends_at + 2 * DAY
    return True


def _open(exchange: Exchange, told: int, day: int, until: int, chance: Random) -> Opening:
    hours = hours_of(exchange.brand)
    if exchange.audience == "team":  # the Tuesday round
        day -= (hours.local(day).weekday() - 1) % 7 * DAY - HOUR
    start = opening_moment(exchange, day, hours, chance)
    while True:
        times = pace(exchange, start, hours, chance)
        opening = Opening(
            exchange, _number(exchange, told), times, ending_moment(exchange, times, hours, chance)
        )
        if start < until - 3 * MINUTE and not _is_left_waiting(opening, until):
            return opening
        start -= SETTLE  # nobody waits at the end but those who are put there


def _is_left_waiting(opening: Opening, until: int) -> bool:
    told = [turn for turn, at in zip(opening.exchange.turns, opening.times, strict=True) if at <= until]
    return opening.ends_at > until and _leaves_waiting(told)


def _number(exchange: Exchange, told: int) -> int:
    """0, 1, 2, 1, 0, ...: neighbours differ in parity, so that later turns with two texts differ as well."""
    size = len(exchange.turns[0].texts)
    path = [*range(size), *range(size - 2, 0, -1)]
    return path[told % len(path)]


def _people(openings: list[Opening], firm: Firm, customers: int, chance: Random) -> dict[tuple[str, str, str], list[Persona]]:
    """So many people for each cell as it has tellings, and one at least."""
    cells = Counter(opening.cell for opening in openings)
    crowd = Crowd(firm, chance)
    wanted = _shares({cell: size for cell, size in cells.items() if cell[2] != "team"}, customers - 2)
    people = {
        cell: [crowd.invent(cell[0], cell[1], at_work=cell[2] in {"partner", "press"} or chance.random() < AT_WORK)
               for _ in range(size)]
        for cell, size in sorted(wanted.items())
    }  # fmt: skip
    for cell in sorted(cells):
        if cell[2] == "team":
            people[cell] = [crowd.round_of(cell[0])]
    return people


def _shares(cells: dict[tuple[str, str, str], int], customers: int) -> dict[tuple[str, str, str], int]:
    total = sum(cells.values()) or 1
    shares = {cell: max(1, min(size, size * customers // total)) for cell, size in cells.items()}
    for cell in cycle(sorted(cells, key=lambda cell: -cells[cell])):
        if sum(shares.values()) >= min(customers, total):
            return shares
        if shares[cell] < cells[cell]:
            shares[cell] += 1
    return shares


def _cast(
    openings: list[Opening], people: dict[tuple[str, str, str], list[Persona]], chance: Random
) -> list[Telling]:
    """Somebody for each opening: newcomers spread over the two years, regulars come again."""
    seen: Counter[tuple[str, str, str]] = Counter()
    sizes = Counter(opening.cell for opening in openings)
    busy: dict[str, int] = defaultdict(int)
    heard: set[tuple[str, str]] = set()
    tellings = []
    for index, opening in enumerate(openings):
        cell, crowd = opening.cell, people[opening.cell]
        known = 1 + seen[cell] * len(crowd) // sizes[cell]
        is_new = seen[cell] == 0 or known > 1 + (seen[cell] - 1) * len(crowd) // sizes[cell]
        persona = crowd[known - 1] if is_new else _free(crowd[:known], opening, busy, heard, chance)
        seen[cell] += 1
        busy[persona.address + persona.brand] = opening.ends_at + DAY
        heard.add((persona.address, opening.exchange.id))
        tellings.append(
            Telling(index, opening.exchange, opening.number, persona, opening.times, opening.ends_at, opening.state)
        )
    return tellings


def _free(
    crowd: list[Persona], opening: Opening, busy: dict[str, int], heard: set[tuple[str, str]], chance: Random
) -> Persona:
    """Regulars come oftener: the square of chance leans to the earlier ones."""
    for _ in range(40):
        persona = crowd[int(chance.random() ** 1.6 * len(crowd))]
        is_told = (persona.address, opening.exchange.id) in heard
        if busy[persona.address + persona.brand] < opening.times[0] and not is_told:
            return persona
    return min(crowd, key=lambda persona: busy[persona.address + persona.brand])


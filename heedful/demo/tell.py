"""Tell the demo: empty the house, found the firm, and live two years through the product's own actions."""

from __future__ import annotations

import gc
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from heedful.channels.message import Receipt
from heedful.demo.crowd import Persona
from heedful.demo.desk import lay_out
from heedful.demo.firm import Firm, load_firm
from heedful.demo.hours import hours_of
from heedful.demo.kinds import BEGUN
from heedful.demo.parts import give_parts
from heedful.demo.performance import Performance
from heedful.demo.plan import SPAN, Telling, make_plan
from heedful.demo.reset import empty
from heedful.demo.slots import Slots
from heedful.demo.stage import Stage, found_firm, join
from heedful.demo.today import BROKEN, REFUSED, choose_waiting
from heedful.events.actions import Subject, record
from heedful.events.dispatch import Table, dispatch
from heedful.events.instant import DAY, HOUR, MINUTE, SECOND, as_if_at, now
from heedful.team import kinds as team

SEED = 1843
CHUNK = 60
COACHED = 90 * DAY  # how long the coach has been looking on
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
FATES = {"failed": Receipt("refused", REFUSED), "uncertain": Receipt("uncertain", BROKEN)}
REMEMBERED = 0.3  # of the customers, beside what the stories note


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the telling is, in steps."""

    done: int
    total: int
    rate: float
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, and how to get in. The passphrase is everybody's."""

    people: tuple[tuple[str, str, str], ...]
    passphrase: str
    counts: dict[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens at its moment."""

    at: int
    act: Callable[[], object]


def tell(  # noqa: PLR0913 (what the demo can be asked for)
    progress: Callable[[Progress], None], *, seed: int = SEED, conversations: int = 3000, customers: int = 400,
    until: int | None = None, reactions: Table | None = None,
) -> Told:  # fmt: skip
    """Empties the database. The same seed and the same `until` tell the same story."""
    started = time.monotonic()
    until = until or now()
    firm, chance = load_firm(), Random(seed)  # noqa: S311 (a story needs no secrets)
    joins = {"Katya": _last_spring(until)}
    waiting = choose_waiting(until, conversations, chance)
    tellings = make_plan(
        firm=firm, conversations=conversations, customers=customers, until=until, joins=joins, waiting=waiting,
        chance=chance,
    )  # fmt: skip
    begun = min(telling.times[0] for telling in tellings) - 2 * DAY
    begun = min(begun, until - SPAN)
    stage = _begin(firm, begun, until, joins)
    performances = [_cast(telling, stage, joins, seed) for telling in tellings]
    steps = _steps(performances, stage, joins, until, chance)
    # The sample of a new brand is for those who start empty.
    table = {kind: effects for kind, effects in (reactions or {}).items() if kind != team.BRAND_FOUNDED}
    with _few_collections():
        _live(steps, table, progress)
    lay_out(stage, performances, until, table, chance)
    people = tuple((person.name, person.mail, person.role) for person in firm.staff)
    return Told(people, stage.passphrase, {"conversations": len(tellings)}, time.monotonic() - started)


def _begin(firm: Firm, at: int, until: int, joins: dict[str, int]) -> Stage:
    empty()
    with as_if_at(at), transaction.atomic():
        record(BEGUN, Subject())
    passphrase = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    return found_firm(Stage(firm, passphrase, until - COACHED), at=at + MINUTE, later=frozenset(joins))


def _last_spring(until: int) -> int:
    """The third of April that lies at least two months back."""
    hours = hours_of("early-tide")
    today = hours.day(until - 60 * DAY)
    year = today.year if (today.month, today.day) > (4, 3) else today.year - 1
    return hours.at(date(year, 4, 3), 8 * 60)


def _cast(telling: Telling, stage: Stage, joins: dict[str, int], seed: int) -> Performance:
    chance = Random(f"{seed}:{telling.index}")  # noqa: S311
    exchange, hours = telling.exchange, hours_of(telling.exchange.brand)
    here = [one for one in stage.firm.staff_of(exchange.brand) if joins.get(one.first, 0) < telling.times[0]]
    slots = Slots(exchange, telling.persona, telling.times, hours, stage.firm, telling.index, chance)
    fate = FATES.get(telling.state, Receipt("sent"))
    return Performance(telling, stage, give_parts(telling, here, chance), slots, chance, fate)


def _steps(
    performances: list[Performance], stage: Stage, joins: dict[str, int], until: int, chance: Random
) -> list[Step]:
    steps = [Step(at, lambda who=who: _join(stage, who)) for who, at in joins.items()]
    for performance in performances:
        steps += _steps_of(performance, chance)
    steps += _asides(performances, stage, chance)
    return sorted((step for step in steps if step.at <= until), key=lambda step: step.at)


def _join(stage: Stage, first: str) -> None:
    join(stage, next(person for person in stage.firm.staff if person.first == first))


def _steps_of(performance: Performance, chance: Random) -> Iterator[Step]:
    telling = performance.telling
    for index, (turn, at) in enumerate(zip(telling.exchange.turns, telling.times, strict=True)):
        yield Step(at, lambda index=index: performance.play(index))
        if turn.who == "agent" and turn.channel == "email":
            yield Step(at + chance.randint(11, 16) * SECOND, performance.leave)
    yield Step(telling.ends_at, performance.end)
    if telling.state != "new" and len(telling.times) > 1 and (telling.state == "taken" or chance.random() < 0.15):
        giver = "Nuala" if chance.random() < 0.4 else performance.parts.owner
        pause = min(chance.randint(2, 20) * MINUTE, (telling.times[1] - telling.times[0]) // 2, HOUR)
        if telling.times[1] - telling.times[0] > MINUTE:
            yield Step(telling.times[0] + pause, lambda: performance.hand_over(giver))


def _asides(performances: list[Performance], stage: Stage, chance: Random) -> Iterator[Step]:
    """What somebody wrote on the card of a customer, after their first contact."""
    met: set[Persona] = set()
    for performance in performances:
        telling = performance.telling
        if telling.persona in met or telling.exchange.audience != "customer":
            continue
        met.add(telling.persona)
        if chance.random() < REMEMBERED:
            fact = chance.choice(stage.firm.facts(telling.exchange.brand))
            yield Step(telling.times[0] + 25 * MINUTE, lambda one=performance, fact=fact: one.note_fact(fact))


@contextmanager
def _few_collections() -> Iterator[None]:
    """Measured: looking for garbage after every 700 new objects costs a tenth of the time here."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _live(steps: list[Step], table: Table, progress: Callable[[Progress], None]) -> None:
    """One transaction for each chunk; what follows from it is written at its last moment."""
    started = time.monotonic()
    for first in range(0, len(steps), CHUNK):
        chunk = steps[first : first + CHUNK]
        with transaction.atomic():
            for step in chunk:
                with as_if_at(step.at):
                    step.act()
            with as_if_at(chunk[-1].at):
                while dispatch(table):
                    pass
        done = first + len(chunk)
        rate = done / max(time.monotonic() - started, 0.001)
        progress(Progress(done, len(steps), rate, (len(steps) - done) / rate))

"""Everything that will happen, each at its moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from heedful.channels.message import Receipt
from heedful.demo.correspondence import Correspondence
from heedful.demo.crowd import Persona
from heedful.demo.pace import LIVE
from heedful.demo.parts import give_parts
from heedful.demo.performance import Performance
from heedful.demo.slots import Slots
from heedful.demo.sorting import TAGGED, sort_in
from heedful.demo.stage import Stage, join
from heedful.demo.telling import Telling
from heedful.demo.today import BROKEN, REFUSED
from heedful.events.instant import MINUTE, SECOND

FATES = {"failed": Receipt("refused", REFUSED), "uncertain": Receipt("uncertain", BROKEN)}
REMEMBERED = 0.3  # of the customers, beside what the stories note


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens at its moment."""

    at: int
    act: Callable[[], object]


def perform(telling: Telling, stage: Stage, joins: dict[str, int], seed: int) -> Performance:
    chance = Random(f"{seed}:{telling.index}")
    staff = stage.firm.staff_of(telling.exchange.brand)
    here = [one for one in staff if joins.get(one.first, 0) < telling.times[0]]
    slots = Slots(telling, stage.firm, chance)
    mails = Correspondence(telling, stage, chance, FATES.get(telling.state, Receipt("sent")))
    return Performance(telling, stage, give_parts(telling, here, chance), slots, mails)


def all_steps(
    performances: list[Performance], stage: Stage, joins: dict[str, int], until: int, chance: Random
) -> list[Step]:
    steps = [Step(at, lambda who=who: _join(stage, who)) for who, at in joins.items()]
    for performance in performances:
        steps += _steps_of(performance, chance)
        if performance.telling.state != "new" and performance.telling.times[0] > until - TAGGED:
            steps.append(Step(performance.telling.times[0] + 3 * MINUTE, lambda one=performance: sort_in(one)))
    steps += _asides(performances, stage, chance)
    return sorted((step for step in steps if step.at <= until), key=lambda step: step.at)


def _join(stage: Stage, first: str) -> None:
    join(stage, next(person for person in stage.firm.staff if person.first == first))


def _steps_of(performance: Performance, chance: Random) -> Iterator[Step]:
    telling = performance.telling
    for index, (turn, at) in enumerate(zip(telling.exchange.turns, telling.times, strict=True)):
        yield Step(at, lambda index=index: performance.play(index))
        if turn.who == "agent" and turn.channel == "email":
            yield Step(at + chance.randint(11, 16) * SECOND, performance.mails.leave)
    yield Step(telling.opening.ends_at, performance.end)
    pause = _pause_before_assignment(telling, chance)
    if pause:
        giver = "Nuala" if chance.random() < 0.4 else performance.parts.owner
        yield Step(telling.times[0] + pause, lambda: performance.hand_over(giver))


def _pause_before_assignment(telling: Telling, chance: Random) -> int:
    """How soon somebody takes it on, before anybody answers; 0 where nobody does."""
    if telling.state == "new" or len(telling.times) < 2:
        return 0
    gap = telling.times[1] - telling.times[0]
    is_noted = telling.exchange.turns[0].kind in LIVE  # whoever took the call keeps it
    if gap <= MINUTE or not (telling.state == "taken" or is_noted or chance.random() < 0.15):
        return 0
    return min(chance.randint(2, 20) * MINUTE, gap // 2)


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

"""Tell the demo: empty the house, found the firm, and live two years through the product's own actions."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from heedful.demo.desk import lay_out
from heedful.demo.firm import Colleague, Firm, load_firm
from heedful.demo.hours import hours_of
from heedful.demo.kinds import BEGUN
from heedful.demo.plan import SPAN, make_plan
from heedful.demo.promising import Keeper, owed_at_last
from heedful.demo.reset import empty, what_is_here
from heedful.demo.sorting import open_the_doors
from heedful.demo.stage import Stage, found_firm
from heedful.demo.steps import Step, all_steps, perform
from heedful.demo.today import choose_waiting
from heedful.events.actions import Subject, record
from heedful.events.dispatch import Table, dispatch
from heedful.events.instant import DAY, HOUR, MINUTE, as_if_at, now
from heedful.promises.reactions import propose_promises
from heedful.team import kinds as team

SEED = 1843
CHUNK = 60
COACHED = 90 * DAY  # how long the coach has been looking on
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


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

    people: tuple[Colleague, ...]
    passphrase: str
    counts: dict[str, int]
    seconds: float


def tell(
    progress: Callable[[Progress], None], *, seed: int = SEED, conversations: int = 3000, customers: int = 400,
    until: int | None = None, reactions: Table | None = None,
) -> Told:  # fmt: skip
    """Empties the database. The same seed and the same `until` tell the same story."""
    started = time.monotonic()
    until = until or now()
    firm, chance = load_firm(), Random(seed)
    joins = {"Katya": _last_spring(until)}
    waiting = choose_waiting(until, conversations, chance)
    tellings = make_plan(
        firm=firm, conversations=conversations, customers=customers, until=until, joins=joins, waiting=waiting,
        chance=chance,
    )  # fmt: skip
    begun = min(tellings[0].times[0] - 2 * DAY, until - SPAN)
    stage = _begin(firm, begun, until, joins)
    with as_if_at(begun + HOUR):
        open_the_doors(stage, begun)
    performances = [perform(telling, stage, joins, seed) for telling in tellings]
    steps = all_steps(performances, stage, joins, until, chance)
    steps = sorted([*steps, *owed_at_last(performances, until)], key=lambda step: step.at)
    table = _table(reactions or {})
    _live(steps, table, progress, Keeper(stage, Random(f"{seed}:promises")))
    lay_out(stage, performances, until, table, chance)
    return Told(firm.staff, stage.passphrase, what_is_here(), time.monotonic() - started)


def _table(reactions: Table) -> Table:
    """The sample of a new brand is for those who start empty; promises are read at their own moments (promising.py)."""
    return {
        kind: [one for one in effects if one is not propose_promises]
        for kind, effects in reactions.items()
        if kind != team.BRAND_FOUNDED
    }


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


def _live(steps: list[Step], table: Table, progress: Callable[[Progress], None], keeper: Keeper) -> None:
    """One transaction for each chunk: thousands of them would wait for the disk thousands of times."""
    started = time.monotonic()
    for first in range(0, len(steps), CHUNK):
        chunk = steps[first : first + CHUNK]
        with transaction.atomic():
            _live_chunk(chunk, table, keeper)
        done = first + len(chunk)
        rate = done / max(time.monotonic() - started, 0.001)
        progress(Progress(done, len(steps), rate, (len(steps) - done) / rate))


def _live_chunk(chunk: list[Step], table: Table, keeper: Keeper) -> None:
    """Each step at its moment; what follows from them is written at the last one's."""
    for step in chunk:
        keeper.before(step.at)
        with as_if_at(step.at):
            step.act()
            keeper.after(step.at)
    with as_if_at(chunk[-1].at):
        while dispatch(table):
            pass

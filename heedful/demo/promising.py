"""What was promised in two years: confirmed and kept as a rule, sometimes late, moved or let go; and what is owed."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from itertools import count
from random import Random

from heedful.demo.performance import Performance
from heedful.demo.stage import Stage
from heedful.demo.steps import Step
from heedful.events.instant import DAY, HOUR, MINUTE, as_if_at, now
from heedful.interactions.models import Interaction
from heedful.promises.actions import confirm, dismiss, keep, make_promise, move, propose, release
from heedful.promises.due import Wish
from heedful.promises.models import Promise
from heedful.team.models import Person
from heedful.team.viewer import Viewer, viewer_of

CONFIRMED = 0.8
KEPT, LATE, MOVED = 0.85, 0.93, 0.97  # shares, one after the other; the rest is released
PATIENCE = 5 * DAY  # where no time was named
SIGNS = (" will ", "'ll ", "’ll ")  # without one of these hardly anything is promised, and reading costs
REASONS = ("The part came in the wrong size.", "The joiner is ill until Thursday.", "They asked for a later day.")
# What is owed on the last day: what, how long before it was given, when it is due, and for when it was meant at first.
OWED = (
    ("ring about the repair", 26 * HOUR, -3 * HOUR, None),
    ("send the corrected invoice", 22 * HOUR, 2 * HOUR, None),
    ("write when the order is here", 50 * HOUR, 2 * DAY, -5 * HOUR),
    ("find out who signed for the parcel", 30 * HOUR, None, None),
)


class Keeper:
    """Reads what colleagues write, decides minutes later, and keeps it when it is due: each at its moment."""

    def __init__(self, stage: Stage, chance: Random) -> None:
        self._stage, self._chance, self._number = stage, chance, count()
        self._to_do: list[tuple[int, int, Callable[[], object]]] = []
        self._read_until = 0
        self._viewers: dict[int, Viewer] = {}

    def before(self, at: int) -> None:
        """What is to be done up to this moment."""
        while self._to_do and self._to_do[0][0] <= at:
            moment, _number, act = heapq.heappop(self._to_do)
            with as_if_at(moment):
                act()

    def after(self, at: int) -> None:
        """What somebody has just written."""
        rows = Interaction.objects.filter(pk__gt=self._read_until).select_related("conversation", "customer")
        for row in rows.order_by("pk"):
            self._read_until = row.pk
            if row.person_id is not None and any(sign in row.text for sign in SIGNS):
                for found in propose(interaction=row):
                    self._do(at + self._chance.randint(1, 9) * MINUTE, lambda found=found: self._decide(found))

    def _do(self, at: int, act: Callable[[], object]) -> None:
        heapq.heappush(self._to_do, (at, next(self._number), act))

    def _decide(self, row: Promise) -> None:
        viewer = self._viewer(row)
        if self._chance.random() > CONFIRMED:
            dismiss(viewer=viewer, promise_id=row.pk)
            return
        confirm(viewer=viewer, promise_id=row.pk)
        due = row.due_at or now() + PATIENCE
        fate, soon = self._chance.random(), max(now() + MINUTE, due - self._chance.randint(5, 90) * MINUTE)
        if fate < LATE:
            self._do(soon if fate < KEPT else due + 20 * HOUR, lambda: keep(viewer=viewer, promise_id=row.pk))
        elif fate < MOVED:
            self._do(soon, lambda: self._move(row, viewer, due + 2 * DAY))
        else:
            self._do(soon, lambda: release(viewer=viewer, promise_id=row.pk, reason="They found another way."))

    def _move(self, row: Promise, viewer: Viewer, later: int) -> None:
        wish, reason = Wish("", None, later), self._chance.choice(REASONS)
        move(viewer=viewer, promise_id=row.pk, wish=wish, reason=reason, was_due=row.due_at)
        self._do(later - HOUR, lambda: keep(viewer=viewer, promise_id=row.pk))

    def _viewer(self, row: Promise) -> Viewer:
        if row.owner_id is None:
            return self._stage.owner
        if row.owner_id not in self._viewers:
            self._viewers[row.owner_id] = viewer_of(Person.objects.get(pk=row.owner_id))
        return self._viewers[row.owner_id]


def owed_at_last(performances: list[Performance], until: int) -> Iterator[Step]:
    """One that is late, one due in a while, one that was moved, one without a time; of what went on lately."""
    told = [one for one in performances if one.telling.exchange.audience == "customer"]
    told.sort(key=lambda one: one.telling.times[0], reverse=True)
    for what, ago, due, first in OWED:
        performance = next((one for one in told if one.telling.times[0] < until - ago), None)
        if performance is None:
            continue
        told.remove(performance)
        promised = _Owed(performance, what, until)
        yield Step(until - ago, lambda one=promised, due=due if first is None else first: one.give(due))
        if first is not None:
            yield Step(until + first - HOUR, lambda one=promised, due=due: one.put_off(due))


class _Owed:
    def __init__(self, performance: Performance, what: str, until: int) -> None:
        self._performance, self._what, self._until = performance, what, until
        self._row: Promise | None = None

    def give(self, due: int | None) -> None:
        viewer = self._performance.stage.viewer(self._performance.parts.owner)
        wish = Wish(self._what, viewer.person_id, None if due is None else self._until + due)
        self._row = make_promise(viewer=viewer, conversation_id=self._performance.conversation_id, wish=wish)

    def put_off(self, due: int) -> None:
        row = self._row
        if row is not None:
            viewer = self._performance.stage.viewer(self._performance.parts.owner)
            wish = Wish("", None, self._until + due)
            move(viewer=viewer, promise_id=row.pk, wish=wish, reason=REASONS[0], was_due=row.due_at)

"""PRM103: the promise falls on a day when the house is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from heedful.coach.kinds.saying import quoted
from heedful.coach.reading.time.clock import make_clock
from heedful.coach.rule import Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_OF_A_DAY = ("minute", "hour", "part-of-day", "day")


def check(scene: Scene) -> Iterator[Found]:
    context = scene.context
    clock = make_clock(context.now, context.tz, context.hours)
    if clock is None or not clock.hours:
        return
    for one in scene.commitments:
        if one.due and one.precision in _OF_A_DAY and _is_of_us(one.actor) and _by_the_day(one.due_text):
            day = date.fromisoformat(one.due[:10])
            if not clock.is_open(day):
                yield Found(
                    one.span,
                    Said(
                        "{words} falls on {day}, when the house is closed.",
                        words=quoted(scene, one.span),
                        day=Said(f"{day:%A}"),
                    ),
                    confidence=0.9,
                )


def _is_of_us(actor: str) -> bool:
    """The writer, the house or somebody of it by name; a courier may well come on a Sunday."""
    return actor in ("i", "we") or actor.startswith("named:")


def _by_the_day(due_text: str) -> bool:
    """A span of hours may well end on a Sunday; a weekend was named on purpose."""
    return "hour" not in due_text and "weekend" not in due_text


RULE = Rule(
    code="PRM103",
    name="closed-day",
    title="Nobody is there then",
    category="other",
    severity="warning",
    why="A promise for a day when nobody is there is broken the moment it is given.",
    practices=("H3", "H4"),
    check=check,
)

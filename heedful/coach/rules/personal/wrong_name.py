"""PER203: the greeting uses a name that is not the customer's."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.naming import known_names, names_another
from heedful.coach.rule import FOUR, Found, Rule
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import Scene


def check(scene: Scene) -> Iterator[Found]:
    greeting = scene.greeting
    names = known_names(scene) if greeting is not None and greeting.whom else ()
    if greeting is None or not names or not names_another(greeting.whom, names):
        return
    at = greeting.whom_span
    offered = Suggestion("replace", at.start, at.end, f" {names[0]}")
    yield Found(
        at,
        Said("{words} is not the name that the customer gave.", words=Quoted.of(greeting.whom)),
        suggestion=offered,
        confidence=0.85,
    )


RULE = Rule(
    code="PER203",
    name="wrong-name",
    title="Another name",
    category="not_personal",
    severity="warning",
    why="A wrong name tells them that they were taken for somebody else.",
    practices=("P1",),
    check=check,
    languages=FOUR,
)

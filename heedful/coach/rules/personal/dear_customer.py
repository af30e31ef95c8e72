"""PER202: 'Dear customer' although the name is known."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.naming import BLANK, known_names
from heedful.coach.rule import FOUR, Found, Rule
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import Scene


def check(scene: Scene) -> Iterator[Found]:
    greeting = scene.greeting
    names = known_names(scene) if greeting is not None and greeting.whom else ()
    if greeting is None or not names:
        return
    said = " ".join(greeting.whom.lower().replace("/", " ").replace(",", " ").split())
    if said in BLANK:
        at = greeting.whom_span
        offered = Suggestion("replace", at.start, at.end, f" {names[0]}", safe=True)
        yield Found(
            at,
            Said("{words} stands where {name} is known.", words=Quoted.of(greeting.whom), name=Quoted.of(names[0])),
            suggestion=offered,
        )


RULE = Rule(
    code="PER202",
    name="dear-customer",
    title="Dear nobody",
    category="not_personal",
    severity="warning",
    why="They gave their name; not using it says that it was not read.",
    practices=("P1",),
    check=check,
    languages=FOUR,
)

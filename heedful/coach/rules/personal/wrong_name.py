"""PER203: the greeting uses a name that is not the customer's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heedful.coach.finding import Span, Suggestion
from heedful.coach.kinds.naming import known_names, names_another
from heedful.coach.reading.time.parts import MONTHS, WEEKDAYS
from heedful.coach.rule import FOUR, Found, Rule
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import Scene

_OPENING = re.compile(
    r"\s{0,9}(?:Sure thing|Sure|Thank you|Thanks|Of course|Sorry|Okay|Ok|OK|Certainly|Great|No problem|Alright|Gladly|Yes|No),?"
    r"( [A-Z][\w'’-]{1,20})[,!]"
)
_DAYS = frozenset((*WEEKDAYS, *MONTHS))


def check(scene: Scene) -> Iterator[Found]:
    at = _addressed(scene)
    whom = scene.draft.text[at.start : at.end].strip() if at else ""
    names = known_names(scene) if whom else ()
    if at is None or not names or not names_another(whom, names):
        return
    offered = Suggestion("replace", at.start, at.end, f" {names[0]}")
    yield Found(
        at,
        Said("{words} is not the name that the customer gave.", words=Quoted.of(whom)),
        suggestion=offered,
        confidence=0.85,
    )


def _addressed(scene: Scene) -> Span | None:
    """Whom the greeting names, or the first words where there is none, as in "Thanks, Tina!"."""
    greeting = scene.greeting
    if greeting is not None:
        return greeting.whom_span if greeting.whom else None
    match = _OPENING.match(scene.draft.text)
    return Span(*match.span(1)) if match is not None and match[1].strip().lower() not in _DAYS else None


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

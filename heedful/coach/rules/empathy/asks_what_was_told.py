"""EMP203: the reply asks for something that the customer has already said."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Span
from heedful.coach.kinds.saying import quoted
from heedful.coach.kinds.told import told_slot, was_told
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import ASKS, Scene

_LOOKED_AT = 4


@needing("asks_for", "sends_on_request", ASKS)
def check(scene: Scene) -> Iterator[Found]:
    for span, kind in _asked_again(scene):
        if kind:
            yield Found(
                span,
                Said("{words}: the customer has already given the {kind}.", words=quoted(scene, span), kind=Said(kind)),
                confidence=0.8,
            )
            return


def _asked_again(scene: Scene) -> Iterator[tuple[Span, str]]:
    for cue in scene.said("asks_for", "sends_on_request")[:_LOOKED_AT]:
        yield Span(cue.span.start, cue.span.end), was_told(scene, cue)
    for ask in scene.questions[:_LOOKED_AT]:
        yield ask.span, told_slot(scene, ask)


RULE = Rule(
    code="EMP203",
    name="asks-what-was-told",
    title="Asks it again",
    category="ignores_concern",
    severity="warning",
    why="Having to say it twice tells the customer that nobody read it once.",
    practices=("L1", "P1"),
    check=check,
    languages=FOUR,
)

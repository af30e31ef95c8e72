"""QST204: more questions at once than anybody answers."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Span
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import ASKS, Scene

_MOST = 3


@needing(ASKS)
def check(scene: Scene) -> Iterator[Found]:
    asked = scene.questions
    if len(asked) > _MOST:
        span = Span(asked[_MOST].span.start, asked[-1].span.end)
        yield Found(
            span, Said("{count} questions at once are more than anybody answers.", count=len(asked)), confidence=0.7
        )


RULE = Rule(
    code="QST204",
    name="too-many-questions",
    title="Too many questions",
    category="other",
    severity="info",
    why="Of many questions at once only the first is answered, and the rest is asked again.",
    practices=("L6",),
    check=check,
    languages=FOUR,
)

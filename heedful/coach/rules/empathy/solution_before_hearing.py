"""EMP204: the solution comes first, the word for the trouble only after it."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.saying import quoted
from heedful.coach.rule import Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene


@needing("instruction")
def check(scene: Scene) -> Iterator[Found]:
    if scene.heard.signs.distress < 1 and scene.heard.signs.anger < 1:
        return
    kind = scene.said("apology", "heard", "owned")
    steps = scene.said("instruction")
    if kind and steps and steps[0].sentence < kind[0].sentence:
        yield Found(
            steps[0].span,
            Said("{words} comes before a word for the trouble.", words=quoted(scene, steps[0].span)),
            confidence=0.6,
        )


RULE = Rule(
    code="EMP204",
    name="solution-before-hearing",
    title="Solves too soon",
    category="empathy_missing",
    severity="info",
    why="Heard first, helped second: in the other order the kind word sounds like an afterthought.",
    practices=("L2", "L6"),
    check=check,
)

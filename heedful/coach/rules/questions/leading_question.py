"""QST201: a question that already holds its answer."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Span
from heedful.coach.kinds.saying import quoted
from heedful.coach.kinds.tags import tag_of
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import ASKS, Scene


@needing(ASKS)
def check(scene: Scene) -> Iterator[Found]:
    for number, sentence in enumerate(scene.words.sentences):
        if not sentence.is_question:
            continue
        seen = scene.said_in(number, "leading")
        span = seen[0].span if seen else tag_of(scene.words, number)
        if span is not None:
            whole = Span(sentence.start, sentence.end)
            yield Found(span, Said("{words} wants one answer.", words=quoted(scene, whole)), confidence=0.8)


RULE = Rule(
    code="QST201",
    name="leading-question",
    title="Leads the answer",
    category="leading_question",
    severity="warning",
    why="A question that wants one answer is a push, and people feel it.",
    practices=("L4",),
    check=check,
    languages=FOUR,
)

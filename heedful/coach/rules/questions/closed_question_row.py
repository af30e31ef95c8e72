"""QST102: guess after guess in yes/no questions where one open question would do."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Span, Suggestion
from heedful.coach.kinds.guessing import guesses
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import ASKS, Scene

_OPEN = "What do you see when it happens?"


@needing(ASKS)
def check(scene: Scene) -> Iterator[Found]:
    asked = guesses(scene)
    if len(asked) < 2 or any(ask.kind not in ("yes_no", "request") for ask in scene.questions):
        return
    if len(scene.questions) <= 4 and scene.acts:
        return
    if len(asked) == 2 and scene.says("heard", "glad", "apology"):
        return
    if len(asked) == 2 and not scene.customer.complaint and not scene.heard.signs.trouble:
        return
    span = Span(asked[0].span.start, asked[-1].span.end)
    end = span.end + (1 if scene.draft.text[span.end : span.end + 1] == "?" else 0)
    yield Found(
        span,
        Said("{count} yes/no questions in a row leave the customer no room to tell it.", count=len(asked)),
        suggestion=Suggestion("replace", span.start, end, _OPEN) if scene.language == "en" else None,
    )


RULE = Rule(
    code="QST102",
    name="closed-question-row",
    title="A row of guesses",
    category="closed_question",
    severity="warning",
    why="An open question lets the customer say what matters; a row of guesses feels like a check-list.",
    practices=("L4", "L6"),
    check=check,
    gives_way_to=("QST2", "TON", "PUB2"),
    languages=FOUR,
)

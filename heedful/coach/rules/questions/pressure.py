"""QST202: the text scares or hurries the customer into a decision."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.guessing import guesses
from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.saying import quoted
from heedful.coach.kinds.wording import FREE
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import ASKS, Scene

_ACCEPTS = frozenset(
    "course sure fine gladly noted cancelled understood certainly time okay ok understand sorry done".split()
)
_pressing = pointing_at("pressure", says="{words} presses for an answer.", unless=("heard",), better=FREE)


def _is_push(scene: Scene, cue: Cue) -> bool:
    """A bare "right" pushes only as a question."""
    return cue.last - cue.first > 1 or scene.words.sentences[cue.sentence].is_question


_leaning = pointing_at(
    "leans_on_them", says="{words} leans on somebody who is undecided.", confidence=0.75, picks=_is_push
)


@needing("pressure", "leans_on_them", ASKS)
def _presses(scene: Scene) -> Iterator[Found]:
    yield from _pressing(scene)
    if not scene.says("pressure") and scene.hesitates and _does_not_let_go(scene):
        leans = list(_leaning(scene))
        yield from leans
        if not leans:
            yield from _guessing(scene)


def _guessing(scene: Scene) -> Iterator[Found]:
    """To somebody who declines, a yes/no question about them is a push."""
    for ask in guesses(scene)[:1]:
        if {"you", "your"}.intersection(ask.words):
            yield Found(
                ask.span,
                Said("{words} pushes somebody who is undecided.", words=quoted(scene, ask.span)),
                confidence=0.75,
            )


def _does_not_let_go(scene: Scene) -> bool:
    """Who says "of course" or asks openly leaves the choice where it is."""
    if _ACCEPTS & scene.said_words or scene.says("already_done", "heard", "apology", "will_act"):
        return False
    return not any(
        ask.kind in ("what", "how", "which", "when") and not scene.said_in(n, "leans_on_them")
        for ask in scene.questions
        if (n := scene.words.sentence_at(ask.span.start)) is not None
    )


RULE = Rule(
    code="QST202",
    name="pressure",
    title="Presses",
    category="leading_question",
    severity="warning",
    why="A decision under pressure is regretted, and so is the house that pressed.",
    practices=("L4", "T3"),
    check=_presses,
    languages=FOUR,
)

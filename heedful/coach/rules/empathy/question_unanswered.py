"""EMP201: something the customer asked is left without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Evidence
from heedful.coach.kinds.wording import FOUND_OUT, at_last
from heedful.coach.reading.questions import Ask
from heedful.coach.rule import Found, Rule
from heedful.coach.scene import Scene

_LITTLE = frozenset(
    "do does did is are was were can could would will may i you we it the a an to my your me please and or".split()
)
_LONGEST = 70
_MANY_ANSWERS = ("how", "where", "request")  # a fitting answer need not share a word with the question
_SURE_UP_TO = 45  # in a longer reply an answer may hide in other words


def check(scene: Scene) -> Iterator[Found]:
    is_long = len(scene.words.words) > _SURE_UP_TO and len(scene.open_asks) < len(scene.customer.asks)
    alone = len(scene.customer.asks) == 1
    for ask in scene.open_asks:
        is_unsure = is_long or (alone and ask.kind in _MANY_ANSWERS)
        yield Found(
            None,
            f"The question “{_short(ask)}” has no answer here.",
            suggestion=at_last(scene, f"On your question about {_topic(ask)}: " + FOUND_OUT),
            evidence=(Evidence("customer", ask.span, ask.kind, ask.turn),),
            confidence=0.5 if is_unsure else 0.75,
            severity="info" if is_unsure else None,
        )


def _topic(ask: Ask) -> str:
    """Its last telling words, so that the stub says what it is about."""
    return " ".join(word for word in ask.words if word not in _LITTLE and word.isalnum())[-40:] or "this"


def _short(ask: Ask) -> str:
    text = " ".join(ask.text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


RULE = Rule(
    code="EMP201",
    name="question-unanswered",
    title="Unanswered",
    category="ignores_concern",
    severity="warning",
    why="A question that gets no answer has to be asked again, and feels unheard.",
    practices=("L1",),
    check=check,
    gives_way_to=("TON", "CLR1", "PER1", "PER201", "PRM2", "FLO", "OWN", "QST"),
)

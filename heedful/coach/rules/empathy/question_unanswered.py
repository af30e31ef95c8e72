"""EMP201: something the customer asked is left without an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heedful.coach.finding import Evidence
from heedful.coach.kinds.wording import FOUND_OUT, at_last
from heedful.coach.reading.questions import Ask
from heedful.coach.rule import Found, Rule
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import Scene

_LITTLE = frozenset(
    "do does did is are was were can could would will may i you we it the a an to my your me please and or".split()
)
_LONGEST = 70
_COUNTED = re.compile(r"(?:^|\s)\(?\d[.):]\s")
_SHINE = frozenset(
    "lovely great popular proud beautiful bestseller bestsellers favourite wonderful attractive delicious best love amazing"
    " fantastic perfect stylish modern quality experienced delighted thrilled interesting pleased care new gorgeous".split()
)
_NODS = frozenset("yes no sure hello hi regards thanks best yours kind of".split())
_SURE_UP_TO = 45  # in a longer reply an answer may hide in other words


def check(scene: Scene) -> Iterator[Found]:
    if not scene.open_asks or _is_numbered(scene):
        return
    is_unsure = _may_answer(scene)
    for ask in scene.open_asks:
        yield Found(
            None,
            Said("The question {words} has no answer here.", words=Quoted.of(_short(ask))),
            suggestion=at_last(scene, f"On your question about {_topic(ask)}: " + FOUND_OUT),
            evidence=(Evidence("customer", ask.span, ask.kind, ask.turn),),
            confidence=0.5 if is_unsure else 0.75,
        )


def _is_numbered(scene: Scene) -> bool:
    """Answers counted like the questions: "1. Yes. 2. Twelve euros."."""
    counted = len(_COUNTED.findall(scene.draft.text))
    return counted > 1 and counted >= len(scene.customer.asks)


def _may_answer(scene: Scene) -> bool:
    """A fitting answer to a single question need not share a word with it; praise of the goods is none."""
    if len(scene.customer.asks) > 1 and _says_as_much(scene):
        return True
    if len(scene.customer.asks) > 1:
        return len(scene.words.words) > _SURE_UP_TO and len(scene.open_asks) < len(scene.customer.asks)
    return not (_SHINE & scene.said_words or scene.says("offer", "boilerplate"))


def _says_as_much(scene: Scene) -> bool:
    """As many pieces as there are asks: "Our own people do, on Mondays" may answer who and when in words of its own."""
    words = scene.words
    greeted = scene.greeting.span.end if scene.greeting is not None else 0
    pieces = 0
    for one in words.sentences:
        row = [at for at in range(one.first, one.last) if words.starts[at] >= greeted]
        breaks = [at for at in row[1:] if at in words.commas or words.words[at] == "and"]
        starts = [row[0], *breaks] if row else []
        pieces += sum(words.words[at] not in _NODS for at in starts)
    return pieces >= len(scene.customer.asks)


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
    severity="info",
    why="A question that gets no answer has to be asked again, and feels unheard.",
    practices=("L1",),
    check=check,
    gives_way_to=("TON", "CLR1", "PER1", "PRM2", "FLO", "OWN", "QST"),
)

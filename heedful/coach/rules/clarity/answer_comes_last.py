"""CLR203: the answer stands at the very end."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.rule import Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import ASKED, Scene

_FEWEST = 4
_PLAIN = frozenset(("yes", "no"))


@needing(ASKED)
def check(scene: Scene) -> Iterator[Found]:
    sentences = scene.words.sentences
    if len(sentences) < _FEWEST or [ask.kind for ask in scene.customer.asks] != ["yes_no"]:
        return
    plain = [n for n in range(len(sentences)) if _PLAIN.intersection(scene.words.words_in(n))]
    if plain and plain[0] == len(sentences) - 1:
        yield Found(scene.words.sentence_span(plain[0]), Said("The answer stands at the very end."), confidence=0.6)


RULE = Rule(
    code="CLR203",
    name="answer-comes-last",
    title="The answer comes last",
    category="other",
    severity="info",
    why="Who asked looks for the answer first, and reads the rest after it.",
    practices=("T1",),
    check=check,
)

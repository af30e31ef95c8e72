"""TON101: words that insult the reader."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.saying import one_per_sentence, quoted
from heedful.coach.kinds.wording import KIND, instead
from heedful.coach.reading.cues import Cue, is_negated
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene


@needing("insult")
def check(scene: Scene) -> Iterator[Found]:
    for cue in one_per_sentence([cue for cue in scene.said("insult") if not is_negated(scene.words, cue)]):
        yield Found(
            cue.span,
            Said("{words} reads as an insult.", words=quoted(scene, cue.span)),
            suggestion=instead(scene, cue.sentence, KIND) or _without(scene, cue),
        )


def _without(scene: Scene, cue: Cue) -> Suggestion:
    whole = scene.words.sentence_span(cue.sentence)
    return Suggestion("delete", whole.start, whole.end, "")


RULE = Rule(
    code="TON101",
    name="insult",
    title="Insults",
    category="temper",
    severity="error",
    why="An insult is what stays of a conversation; whatever was right in it is lost.",
    practices=("T2",),
    check=check,
    languages=FOUR,
)

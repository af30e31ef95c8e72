"""FLO202: an offer comes before the help."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.saying import one_per_sentence, quoted
from heedful.coach.rule import Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene


@needing("offer")
def check(scene: Scene) -> Iterator[Found]:
    if not (scene.has_trouble or scene.is_report) or scene.says("owned", "heard", "apology"):
        return
    asked = scene.their_words
    for cue in one_per_sentence(scene.said("offer")):
        if not asked & {"buy", "upgrade", "offer", "discount", "voucher", "price", "premium", "newsletter"}:
            yield Found(
                cue.span,
                Said("{words} sells before the trouble is out of the way.", words=quoted(scene, cue.span)),
                confidence=0.75,
            )


RULE = Rule(
    code="FLO202",
    name="offer-before-help",
    title="Sells before it helps",
    category="other",
    severity="warning",
    why="An offer to somebody in trouble says that we heard only the till.",
    practices=("P6",),
    check=check,
)

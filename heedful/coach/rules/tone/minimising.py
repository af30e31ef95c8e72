"""TON201: the trouble is made small."""

from __future__ import annotations

from heedful.coach.kinds.cold import or_leaning
from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.wording import TAKEN
from heedful.coach.reading.cues import Cue, is_negated
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _belittles(scene: Scene) -> bool:
    """A customer who only asks, thanks or plays it down themselves is not belittled."""
    if (
        not scene.customer_spoke
        or scene.customer.praise
        or scene.customer.mood == "pleased"
        or "own_fault" in scene.heard.cues
    ):
        return False
    return scene.has_trouble or not scene.customer.asks


def _is_about_them(scene: Scene, cue: Cue) -> bool:
    if is_negated(scene.words, cue, reach=1):
        return False
    return not scene.words.sentences[cue.sentence].is_question or cue.last - cue.first > 2


RULE = Rule(
    code="TON201",
    name="minimising",
    title="Plays it down",
    category="dismissive",
    severity="warning",
    why="How big a trouble is, the one who has it decides.",
    practices=("T3", "L2"),
    check=or_leaning(
        pointing_at(
            "minimising",
            says="{words} makes the trouble small.",
            unless=("owned",),
            when=_belittles,
            picks=_is_about_them,
            better=TAKEN,
        ),
        "leans_small",
        says="{words} makes light of it.",
        better=TAKEN,
    ),
    languages=FOUR,
    gives_way_to=("TON1", "QST2", "OWN", "FBK103"),
)

"""FBK101: praise is not thanked for."""

from __future__ import annotations

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.phrases import whole_text
from heedful.coach.kinds.wording import at_first, instead
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import PRAISED, Scene

_THANKS = "Thank you for these kind words!"


def _goes_unthanked(scene: Scene) -> bool:
    if not scene.customer.praise or scene.customer.complaint or scene.customer.asks:
        return False
    return not scene.says("thanks", "glad", "heard") or scene.says("cold_receipt")


def _thanks(scene: Scene) -> Suggestion | None:
    cold = scene.said("cold_receipt")
    if cold:
        return instead(scene, cold[0].sentence, _THANKS)
    return at_first(scene, _THANKS)


RULE = Rule(
    code="FBK101",
    name="praise-without-thanks",
    title="Praise, no thanks",
    category="praise_missing_thanks",
    severity="warning",
    why="Kind words cost time too; not taking them is like leaving a hand in the air.",
    practices=("F4",),
    check=whole_text(
        "The customer's kind words get no thanks here.", _goes_unthanked, better=_thanks, needs=(PRAISED,)
    ),
    gives_way_to=("PER201",),
    languages=FOUR,
)

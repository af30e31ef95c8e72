"""FLO302: abuse is answered as if nothing had been said."""

from __future__ import annotations

from heedful.coach.kinds.phrases import whole_text
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import ABUSED, Scene

_FORMULA = 2  # a bare "I understand" hears nobody


def _plays_on(scene: Scene) -> bool:
    if not scene.customer.abuse or scene.says("boundary", "insult", "retort", "sarcasm_said", "calm_down"):
        return False
    heard = [cue for cue in scene.said("heard") if cue.last - cue.first > _FORMULA]
    hollow = scene.says("non_apology", "boilerplate")
    return not heard and not scene.says("owned", "sums_up") and (hollow or not scene.says("apology"))


RULE = Rule(
    code="FLO302",
    name="plays-on-under-abuse",
    title="Plays on under abuse",
    category="circular_end",
    severity="warning",
    why="Going on as if nothing were amiss teaches that it works, and wears people out.",
    practices=("E2",),
    check=whole_text("The reply goes on as if the customer had not insulted anybody.", _plays_on, needs=(ABUSED,)),
    languages=FOUR,
)

"""FBK102: a hint or honest criticism is turned away."""

from __future__ import annotations

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.phrases import whole_text
from heedful.coach.kinds.wording import at_first
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene

_TURNED = ("offer", "cold_receipt", "leans_to_itself")


def _turns_away(scene: Scene) -> bool:
    if "criticism" not in scene.heard.cues or scene.customer.asks or scene.says("thanks", "heard", "owned", "apology"):
        return False
    if scene.customer.praise and not scene.says("glad"):
        return True
    # The lists of other languages take complaints for criticism too; a defence against those is OWN201's.
    told = (*_TURNED, "defensive") if scene.language == "en" else _TURNED
    return scene.says(*told) and not scene.acts


def _thanks(scene: Scene) -> Suggestion | None:
    return at_first(scene, "Thank you for telling us; that helps.")


RULE = Rule(
    code="FBK102",
    name="criticism-rejected",
    title="Turns criticism away",
    category="praise_missing_thanks",
    severity="warning",
    why="Who tells us what is wrong does our work for us.",
    practices=("F1", "H1"),
    check=whole_text("The customer's hint is turned away without a thank you.", _turns_away, better=_thanks),
    languages=FOUR,
)

"""FBK103: a bitter joke is thanked for as praise."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.rule import Rule
from heedful.coach.scene import Scene


def _was_sarcastic(scene: Scene) -> bool:
    return "sarcasm" in scene.heard.cues


RULE = Rule(
    code="FBK103",
    name="sarcasm-taken-as-praise",
    title="Takes it for praise",
    category="ignores_concern",
    severity="warning",
    why="It shows that only the first two words were read.",
    practices=("L1", "T4"),
    check=pointing_at(
        "compliment_taken",
        says="{words}: the customer meant the opposite.",
        unless=("owned", "apology"),
        when=_was_sarcastic,
    ),
)

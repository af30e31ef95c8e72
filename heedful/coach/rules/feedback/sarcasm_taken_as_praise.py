"""FBK103: a bitter joke is thanked for as praise."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.rule import Rule
from heedful.coach.scene import Scene

_MENDED = frozenset(
    "fixed fixing repaired solved sorted replaced replacing helped helping quick quickly now works working but only".split()
)


def _was_sarcastic(scene: Scene) -> bool:
    cues = scene.heard.cues
    bitter = not cues.keys().isdisjoint(("thanks", "praise_word", "praise")) and scene.heard.signs.trouble >= 1
    mended = any(_MENDED.intersection(one.words) for one in scene.heard.words)
    return "sarcasm" in cues or (bitter and not mended)


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

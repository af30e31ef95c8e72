"""TON104: 'as I already said'."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.wording import KIND
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _is_weary(scene: Scene, cue: Cue) -> bool:
    """In a conversation that goes in circles it is a matter of FLO301."""
    return not scene.heard.cues.get("loops") and not scene.words.sentences[cue.sentence].is_question


RULE = Rule(
    code="TON104",
    name="as-i-already-said",
    title="Sounds weary",
    category="temper",
    severity="warning",
    why="It reproaches the customer for asking, where an answer would take no longer.",
    practices=("T2",),
    check=pointing_at(
        "already_said",
        says="{words} sounds weary of the question.",
        unless=("apology", "owned", "ends_now"),
        picks=_is_weary,
        better=KIND,
    ),
    languages=FOUR,
)

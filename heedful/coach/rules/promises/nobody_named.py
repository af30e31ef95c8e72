"""PRM102: 'somebody' will do it."""

from __future__ import annotations

from heedful.coach.kinds.phrases import affirmed, pointing_at
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import Rule
from heedful.coach.scene import Scene


def _is_nobodys(scene: Scene, cue: Cue) -> bool:
    """With a time it can be kept."""
    return affirmed(scene, cue) and not scene.says_in(cue.sentence, "when", "bound_time")


RULE = Rule(
    code="PRM102",
    name="nobody-named",
    title="Nobody named",
    category="vague_promise",
    severity="warning",
    why="What somebody will do, nobody does.",
    practices=("H4",),
    check=pointing_at(
        "somebody_will",
        says="{words}: who is that?",
        picks=_is_nobodys,
        better="I will see to it myself and tell you {by}.",
    ),
)

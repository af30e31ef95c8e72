"""PUB201: a quarrel where everyone watches."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.saying import quoted
from heedful.coach.rule import Found, Rule
from heedful.coach.scene import Scene


def check(scene: Scene) -> Iterator[Found]:
    if not scene.context.public:
        return
    seen = scene.said("insult", "retort", "sarcasm_said")
    if not seen and not scene.says("thanks", "moves_private", "owned") and not scene.customer.asks:
        seen = [cue for cue in scene.said("heats") if not _takes_up(scene, cue.sentence)]
        if not seen and not scene.shows_care:
            seen = scene.said("snaps")
    if seen:
        yield Found(seen[0].span, f"{quoted(scene, seen[0].span)} quarrels in front of everybody.")


def _takes_up(scene: Scene, sentence: int) -> bool:
    return scene.says_in(sentence, "apology") or scene.says_in(sentence, "heard")


RULE = Rule(
    code="PUB201",
    name="heated-in-public",
    title="Heat in public",
    category="public_heated",
    severity="error",
    why="The audience judges the tone, not who was right.",
    practices=("T5", "T2"),
    check=check,
)

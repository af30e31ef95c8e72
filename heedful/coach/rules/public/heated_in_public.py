"""PUB201: a quarrel where everyone watches."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.heat import accusing
from heedful.coach.kinds.saying import quoted
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import PUBLIC, Scene


@needing(PUBLIC)
def check(scene: Scene) -> Iterator[Found]:
    if not scene.context.public:
        return
    seen = scene.said("insult", "retort", "sarcasm_said")
    if not seen:
        seen = accusing(scene)
    if (
        not seen
        and not scene.says("thanks", "moves_private", "owned")
        and not (scene.customer.asks or scene.shows_care)
    ):
        seen = scene.said("snaps")
    if seen:
        yield Found(seen[0].span, Said("{words} quarrels in front of everybody.", words=quoted(scene, seen[0].span)))


RULE = Rule(
    code="PUB201",
    name="heated-in-public",
    title="Heat in public",
    category="public_heated",
    severity="error",
    why="The audience judges the tone, not who was right.",
    practices=("T5", "T2"),
    check=check,
    languages=FOUR,
)

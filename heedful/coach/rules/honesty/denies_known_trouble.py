"""HON201: 'everything is fine' while an incident is open or a promise is broken."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.rule import Rule
from heedful.coach.scene import Scene


def _is_known(scene: Scene) -> bool:
    return bool(scene.context.incidents) or any(one.broken for one in scene.context.open_promises)


RULE = Rule(
    code="HON201",
    name="denies-known-trouble",
    title="Says all is well",
    category="other",
    severity="warning",
    why="The customer sees that it is not so, and believes nothing after it.",
    practices=("H5", "H1"),
    check=pointing_at("all_fine", says="{words}, but trouble is known.", when=_is_known),
)

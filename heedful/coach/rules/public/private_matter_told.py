"""PUB103: what somebody owes, suffers or did is told in public."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.rule import Rule
from heedful.coach.scene import Scene


def _is_public(scene: Scene) -> bool:
    return scene.context.public


RULE = Rule(
    code="PUB103",
    name="private-matter-told",
    title="A private matter",
    category="public_private_data",
    severity="warning",
    why="It is theirs to tell, not ours.",
    practices=("T5",),
    check=pointing_at("private_detail", says="{words} is for the customer alone.", when=_is_public),
)

"""PUB102: a public reply asks for private data."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _is_public(scene: Scene) -> bool:
    return scene.context.public


RULE = Rule(
    code="PUB102",
    name="personal-data-asked-for",
    title="Asks for it in public",
    category="public_private_data",
    severity="error",
    why="The answer to that question will stand in public.",
    practices=("T5",),
    check=pointing_at(
        "ask_private",
        says="{words} asks for private data where everyone can read.",
        unless=("moves_private",),
        when=_is_public,
        better="Please send us the details in a direct message, and we will look into it at once.",
    ),
    languages=FOUR,
)

"""HON102: an answer from 'somebody said'."""

from __future__ import annotations

from heedful.coach.kinds.phrases import affirmed, pointing_at
from heedful.coach.kinds.wording import FOUND_OUT
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _was_asked(scene: Scene) -> bool:
    return bool(scene.customer.asks)


RULE = Rule(
    code="HON102",
    name="hearsay",
    title="Hearsay",
    category="guess",
    severity="info",
    why="The customer needs to know, not to hear what was going round.",
    practices=("H3",),
    check=pointing_at(
        "hearsay",
        says="{words} passes on a rumour.",
        unless=("finds_out", "took_over"),
        when=_was_asked,
        picks=affirmed,
        better=FOUND_OUT,
    ),
    languages=FOUR,
)

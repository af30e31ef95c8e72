"""HON101: a question is answered by a supposition."""

from __future__ import annotations

from heedful.coach.kinds.guess import asks_opinion, guess_about, is_guess
from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.wording import FOUND_OUT
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _asks_a_fact(scene: Scene) -> bool:
    return bool(scene.customer.asks) and not guess_about(scene) and not asks_opinion(scene)


RULE = Rule(
    code="HON101",
    name="guess",
    title="A guess",
    category="guess",
    severity="warning",
    why="A guess is taken for an answer, and acted upon.",
    practices=("H3",),
    check=pointing_at(
        "guess",
        says="{words} is a guess where a fact was asked for.",
        unless=("finds_out",),
        when=_asks_a_fact,
        picks=is_guess,
        better=FOUND_OUT,
    ),
    languages=FOUR,
)

"""PRM202: always, never, everything, nothing about what will be."""

from __future__ import annotations

from heedful.coach.kinds.phrases import affirmed, pointing_at
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import Rule
from heedful.coach.scene import Scene


def _asks_for_certainty(scene: Scene) -> bool:
    return any(ask.kind in ("yes_no", "when", "request") for ask in scene.customer.asks)


def _is_claim(scene: Scene, cue: Cue) -> bool:
    return affirmed(scene, cue) and not scene.says_in(cue.sentence, "guarantee", "estimate")


RULE = Rule(
    code="PRM202",
    name="absolute-word",
    title="Always, never",
    category="overpromise",
    severity="warning",
    why="One exception, and nothing else in the letter is believed.",
    practices=("H3",),
    check=pointing_at(
        "absolute", says="{words} leaves no room for the one exception.", when=_asks_for_certainty, picks=_is_claim
    ),
)

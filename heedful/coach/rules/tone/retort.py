"""TON105: the reply hits back or sends the customer away."""

from __future__ import annotations

from heedful.coach.kinds.cold import curtly, or_leaning
from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.wording import KIND
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene

_CLEAR = 3


def _stands(scene: Scene, cue: Cue) -> bool:
    """A few words that could be meant either way are not held against a reply that cares."""
    return cue.last - cue.first > _CLEAR or not scene.shows_care


RULE = Rule(
    code="TON105",
    name="retort",
    gives_way_to=("PRM2", "TON201", "TON202"),
    title="Hits back",
    category="temper",
    severity="warning",
    why="Whoever hits back wins the sentence and loses the customer.",
    practices=("T2",),
    check=or_leaning(
        curtly(
            pointing_at("retort", says="{words} hits back.", unless=("owned",), picks=_stands, better=KIND),
            "snaps",
            "{words} is curt.",
        ),
        "leans_harsh",
        says="{words} sounds harsh to somebody who came with a trouble.",
        better=KIND,
    ),
    languages=FOUR,
)

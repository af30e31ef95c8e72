"""TON105: the reply hits back or sends the customer away."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.cold import curtly, or_leaning
from heedful.coach.kinds.heat import accusing
from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.saying import quoted
from heedful.coach.kinds.wording import KIND, instead
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_CLEAR = 3


def _stands(scene: Scene, cue: Cue) -> bool:
    """A few words that could be meant either way are not held against a reply that cares."""
    return cue.last - cue.first > _CLEAR or not scene.shows_care


_plain = pointing_at("retort", says="{words} hits back.", unless=("owned", "boundary"), picks=_stands, better=KIND)


@needing("retort", "heats")
def _hits_back(scene: Scene) -> Iterator[Found]:
    """In public, to accuse the customer is to hit back as well."""
    plain = list(_plain(scene))
    yield from plain
    for cue in [] if plain else accusing(scene)[:1]:
        offered = instead(scene, cue.sentence, KIND)
        yield Found(
            cue.span, Said("{words} hits back.", words=quoted(scene, cue.span)), suggestion=offered, confidence=0.75
        )


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
        curtly(_hits_back, "snaps", says="{words} is curt."),
        "leans_harsh",
        says="{words} sounds harsh to somebody who came with a trouble.",
        better=KIND,
    ),
    languages=FOUR,
)

"""OWN201: criticism is met with a denial."""

from __future__ import annotations

from heedful.coach.kinds.cold import or_leaning
from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.wording import TAKEN
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _was_criticised(scene: Scene) -> bool:
    return scene.customer_spoke and not scene.customer.asks and scene.customer.mood != "pleased" and not scene.hesitates


RULE = Rule(
    code="OWN201",
    name="defensive",
    title="Defends itself",
    category="defensive",
    severity="warning",
    why="Who is contradicted hears that they were wrong to speak up.",
    practices=("H1", "T2"),
    check=or_leaning(
        pointing_at(
            "defensive",
            says="{words} argues with what the customer said.",
            unless=("owned", "heard", "apology"),
            when=_was_criticised,
            better=TAKEN,
        ),
        "leans_to_itself",
        says="{words} speaks for us where the customer's point was to be taken.",
        better=TAKEN,
    ),
    gives_way_to=("OWN101", "OWN102", "OWN103", "FLO", "TON1", "QST2"),
    languages=FOUR,
)

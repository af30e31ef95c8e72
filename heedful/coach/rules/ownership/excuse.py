"""OWN202: a complaint is met with how hard it is for us."""

from __future__ import annotations

from heedful.coach.kinds.phrases import affirmed, pointing_at
from heedful.coach.kinds.wording import TAKEN
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _complained(scene: Scene) -> bool:
    return scene.has_complaint


RULE = Rule(
    code="OWN202",
    name="excuse",
    title="An excuse",
    category="defensive",
    severity="warning",
    why="The customer has trouble of their own and is asked to carry ours as well.",
    practices=("H1", "H2"),
    check=pointing_at(
        "excuse",
        says="{words} explains us rather than helps the customer.",
        unless=("owned", "heard", "apology"),
        when=_complained,
        picks=affirmed,
        better=TAKEN,
    ),
    gives_way_to=("OWN101", "OWN102", "OWN103", "TON1", "PUB2"),
    languages=FOUR,
)

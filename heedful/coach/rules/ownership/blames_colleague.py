"""OWN102: the fault is put on a colleague or another team."""

from __future__ import annotations

from heedful.coach.kinds.blame import shifts
from heedful.coach.rule import FOUR, Rule

RULE = Rule(
    code="OWN102",
    name="blames-colleague",
    title="Moves the blame",
    category="blame_shift",
    severity="warning",
    why="To the customer we are one house; blame inside it makes the whole house look careless.",
    practices=("H2",),
    check=shifts("blames_colleague", "blames_other", says="{words} moves the blame to a colleague."),
    languages=FOUR,
    gives_way_to=("TON1", "QST2", "HON", "PUB2"),
)

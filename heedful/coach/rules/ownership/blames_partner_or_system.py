"""OWN103: the fault is put on a partner, the computer, the weather."""

from __future__ import annotations

from heedful.coach.kinds.blame import shifts
from heedful.coach.kinds.cold import or_leaning
from heedful.coach.kinds.wording import OURS
from heedful.coach.rule import FOUR, Rule

RULE = Rule(
    code="OWN103",
    name="blames-partner-or-system",
    title="Moves the blame",
    category="blame_shift",
    severity="warning",
    why="The customer dealt with us, not with the supplier; say what happened and keep the fault here.",
    practices=("H2",),
    check=or_leaning(
        shifts("blames_partner", says="{words} moves the blame away from us."),
        "leans_to_others",
        says="{words} points at somebody else and stops there.",
        better=OURS,
    ),
    languages=FOUR,
    gives_way_to=("TON1", "QST2", "HON", "PUB2"),
)

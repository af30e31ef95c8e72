"""EMP102: the only word for the trouble is a formula."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.rule import Rule

RULE = Rule(
    code="EMP102",
    name="formulaic-empathy",
    title="A formula",
    category="empathy_missing",
    severity="info",
    why="A formula that fits every case tells the customer that nobody read this one.",
    practices=("L2", "P2"),
    check=pointing_at("formula", says="{words} could stand in any letter.", unless=("heard", "owned")),
)

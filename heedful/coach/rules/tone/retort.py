"""TON105: the reply hits back or sends the customer away."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.rule import Rule

RULE = Rule(
    code="TON105",
    name="retort",
    title="Hits back",
    category="temper",
    severity="warning",
    why="Whoever hits back wins the sentence and loses the customer.",
    practices=("T2",),
    check=pointing_at("retort", says="{words} hits back.", unless=("owned",)),
)

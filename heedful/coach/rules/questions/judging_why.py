"""QST203: 'why did you' asks for a confession, not for a fact."""

from __future__ import annotations

from heedful.coach.kinds.phrases import asked, pointing_at
from heedful.coach.rule import Rule

RULE = Rule(
    code="QST203",
    name="judging-why",
    title="A why that judges",
    category="blame_shift",
    severity="info",
    why="'Why did you' is heard as 'you should not have'.",
    practices=("L4", "H2"),
    check=pointing_at("judging_why", says="{words} asks for a confession.", picks=asked, better="What happened then?"),
)

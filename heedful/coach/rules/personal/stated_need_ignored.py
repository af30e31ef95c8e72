"""PER204: the customer asked not to be called, and is called."""

from __future__ import annotations

from heedful.coach.kinds.needs import wants_no_calls
from heedful.coach.kinds.phrases import affirmed, pointing_at
from heedful.coach.rule import Rule

RULE = Rule(
    code="PER204",
    name="stated-need-ignored",
    title="Not as they asked",
    category="not_personal",
    severity="warning",
    why="A need that was said and ignored is worse than one that nobody knew.",
    practices=("P1", "P3"),
    check=pointing_at(
        "calls_them", says="{words}, though the customer asked for another way.", when=wants_no_calls, picks=affirmed
    ),
)

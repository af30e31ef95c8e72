"""QST202: the text scares or hurries the customer into a decision."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.rule import Rule

RULE = Rule(
    code="QST202",
    name="pressure",
    title="Presses",
    category="leading_question",
    severity="warning",
    why="A decision under pressure is regretted, and so is the house that pressed.",
    practices=("L4", "T3"),
    check=pointing_at("pressure", says="{words} presses for an answer."),
)

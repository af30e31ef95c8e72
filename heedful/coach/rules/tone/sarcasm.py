"""TON103: a barb dressed up as politeness."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.wording import KIND
from heedful.coach.rule import FOUR, Rule

RULE = Rule(
    code="TON103",
    name="sarcasm",
    title="Sounds sarcastic",
    category="temper",
    severity="warning",
    why="Sarcasm is understood at once, and never forgiven quickly.",
    practices=("T2", "T4"),
    check=pointing_at("sarcasm_said", says="{words} can be read as mockery.", unless=("owned",), better=KIND),
    languages=FOUR,
)

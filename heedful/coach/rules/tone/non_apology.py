"""TON203: an apology for the customer's feelings instead of our deed."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.wording import TAKEN
from heedful.coach.rule import FOUR, Rule

RULE = Rule(
    code="TON203",
    name="non-apology",
    title="Sorry, but",
    category="dismissive",
    severity="info",
    why="'Sorry that you feel that way' says that the feeling is the mistake.",
    practices=("H1", "T3"),
    check=pointing_at("non_apology", says="{words} apologises for the feeling, not for what happened.", better=TAKEN),
    languages=FOUR,
)

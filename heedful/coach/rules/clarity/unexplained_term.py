"""CLR101: a technical or house term that the customer has not used."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.terms import is_news_to_reader
from heedful.coach.rule import FOUR, Rule

RULE = Rule(
    code="CLR101",
    name="unexplained-term",
    title="Jargon",
    category="jargon",
    severity="warning",
    why="A word that has to be looked up makes the reader feel small.",
    practices=("T1",),
    check=pointing_at("jargon", says="{words} is a term that the customer has not used.", picks=is_news_to_reader),
    languages=FOUR,
)

"""HON103: a guess where health, law or money depend on it."""

from __future__ import annotations

from heedful.coach.kinds.guess import guess_about, is_risky_guess
from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.wording import FOUND_OUT
from heedful.coach.rule import FOUR, Rule

RULE = Rule(
    code="HON103",
    name="guess-on-safety",
    title="A risky guess",
    category="guess",
    severity="error",
    why="Somebody may eat it, take it, sign it or pay it.",
    practices=("H3",),
    check=pointing_at(
        "guess",
        "hearsay",
        says="{words} guesses about something that can do harm.",
        unless=("finds_out",),
        when=guess_about,
        picks=is_risky_guess,
        better=FOUND_OUT,
    ),
    languages=FOUR,
)

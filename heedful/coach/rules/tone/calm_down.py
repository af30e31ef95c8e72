"""TON202: the customer is told how to feel."""

from __future__ import annotations

from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.wording import KIND
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene

_PLAIN = frozenset("calm beruhigen beruhig calmez calme cálmese cálmate tranquilícese".split())


def _is_tense(scene: Scene) -> bool:
    """For "relax and enjoy the sauna" is said to a guest at ease."""
    return not scene.customer_spoke or scene.has_complaint or scene.customer.mood not in ("pleased", "curious")


def _is_plain(scene: Scene, cue: Cue) -> bool:
    """In a template nobody has spoken yet: there only the word itself is clear."""
    return scene.customer_spoke or not _PLAIN.isdisjoint(scene.words.words[cue.first : cue.last])


RULE = Rule(
    code="TON202",
    name="calm-down",
    title="Tells them to calm down",
    category="dismissive",
    severity="warning",
    why="Nobody has ever calmed down by being told to.",
    practices=("T2", "T3"),
    check=pointing_at(
        "calm_down",
        says="{words} tells the customer how to feel.",
        unless=("owned",),
        when=_is_tense,
        picks=_is_plain,
        better=KIND,
    ),
    languages=FOUR,
)

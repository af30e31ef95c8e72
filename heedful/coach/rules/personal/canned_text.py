"""PER201: nothing in the reply is about this customer."""

from __future__ import annotations

from heedful.coach.kinds.canned import canned_sentences, is_canned
from heedful.coach.kinds.phrases import whole_text
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _says_nothing_of_it(scene: Scene) -> bool:
    canned = canned_sentences(scene)
    own = [cue for cue in scene.said("heard", "owned") if cue.sentence not in canned]
    return scene.customer_spoke and is_canned(scene) and not own


RULE = Rule(
    code="PER201",
    name="canned-text",
    title="Canned",
    category="robotic_template",
    severity="warning",
    why="A text that would fit everybody was written to nobody.",
    practices=("P2", "L1"),
    check=whole_text(
        "Nothing in this text is about this customer; it could stand in any letter.",
        _says_nothing_of_it,
        needs=("boilerplate",),
    ),
    languages=FOUR,
)

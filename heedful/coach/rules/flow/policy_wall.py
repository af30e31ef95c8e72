"""FLO201: a rule is the whole answer."""

from __future__ import annotations

from heedful.coach.kinds.phrases import affirmed, pointing_at
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _is_wall(scene: Scene) -> bool:
    """Beside a hardship, another way is not enough: the rule needs a kind word as well."""
    if scene.says("reason", "kind_end") or not scene.customer_spoke or scene.is_yes_to_ask:
        return False
    return "hardship" in scene.heard.cues or not scene.says("way_out")


def _is_told(scene: Scene, cue: Cue) -> bool:
    return not scene.words.sentences[cue.sentence].is_question and (affirmed(scene, cue) or cue.last - cue.first > 2)


RULE = Rule(
    code="FLO201",
    name="policy-wall",
    title="A wall of rules",
    category="stonewalling_policy",
    severity="warning",
    why="A rule without its reason says that the rule matters and the person does not.",
    practices=("E1", "L2"),
    check=pointing_at(
        "policy",
        says="{words} is a rule and nothing else.",
        unless=("heard", "owned", "apology", "will_act"),
        when=_is_wall,
        picks=_is_told,
    ),
    gives_way_to=("TON1", "FLO3", "CLR1", "PRM2"),
    languages=FOUR,
)

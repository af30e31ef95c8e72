"""FLO101: an open trouble, and nothing that happens next."""

from __future__ import annotations

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.nods import only_nods
from heedful.coach.kinds.phrases import whole_text
from heedful.coach.kinds.steps import leads_nowhere
from heedful.coach.kinds.wording import at_last
from heedful.coach.rule import FOUR, Rule
from heedful.coach.scene import Scene


def _step(scene: Scene) -> Suggestion | None:
    return at_last(scene, "I will look into it now and tell you {by} what happens next.")


def _is_idle(scene: Scene) -> bool:
    return leads_nowhere(scene) if scene.language == "en" else only_nods(scene)


RULE = Rule(
    code="FLO101",
    name="no-next-step",
    title="Nothing happens next",
    category="no_next_step",
    severity="warning",
    why="Sympathy alone leaves the customer where they were.",
    practices=("H1", "E3"),
    check=whole_text("After this text nothing happens: no step, no answer, no time.", _is_idle, better=_step),
    gives_way_to=("TON", "OWN", "PER201", "FLO2", "FLO3"),
    languages=FOUR,
)

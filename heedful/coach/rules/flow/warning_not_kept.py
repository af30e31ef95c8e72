"""FLO303: a limit was announced, passed, and nothing follows."""

from __future__ import annotations

from heedful.coach.kinds.circles import has_warned
from heedful.coach.kinds.phrases import whole_text
from heedful.coach.rule import Rule
from heedful.coach.scene import ABUSED, Scene


def _goes_on(scene: Scene) -> bool:
    return scene.customer.abuse and has_warned(scene) and not scene.says("ends_now")


RULE = Rule(
    code="FLO303",
    name="warning-not-kept",
    title="A warning not kept",
    category="circular_end",
    severity="warning",
    why="A limit that is not kept is an invitation.",
    practices=("E2",),
    check=whole_text("A limit was announced before, and this reply does not keep it.", _goes_on, needs=(ABUSED,)),
)

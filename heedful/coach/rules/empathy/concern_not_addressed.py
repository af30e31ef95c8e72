"""EMP202: a trouble is answered with something that has nothing to do with it."""

from __future__ import annotations

from heedful.coach.kinds.canned import is_canned
from heedful.coach.kinds.phrases import whole_text
from heedful.coach.rule import Rule
from heedful.coach.scene import Scene


def _passes_by(scene: Scene) -> bool:
    if not (scene.has_trouble or scene.is_report) or scene.customer.asks or _asks_back(scene):
        return False
    if not scene.their_roots.isdisjoint(scene.roots):
        return False
    if is_canned(scene):
        return True
    return scene.says("offer") and not scene.says("apology", "heard", "owned")


def _asks_back(scene: Scene) -> bool:
    """A question about the matter, not one that only leads to an offer."""
    return bool(scene.questions) and not scene.says("offer")


RULE = Rule(
    code="EMP202",
    name="concern-not-addressed",
    title="Passes it by",
    category="ignores_concern",
    severity="warning",
    why="The customer wrote about one thing and reads about another.",
    practices=("L1",),
    gives_way_to=("PER2",),
    check=whole_text(
        "Nothing here speaks of what the customer wrote about.", _passes_by, needs=("boilerplate", "offer")
    ),
)

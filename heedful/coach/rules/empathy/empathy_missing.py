"""EMP101: distress or a complaint is answered without a word for it."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.saying import after_greeting
from heedful.coach.rule import FOUR, Found, Rule
from heedful.coach.scene import Scene

_FEWEST_WORDS = 3
_BETTER = {
    "angry": "You have every reason to be angry, and I am sorry. ",
    "worried": "I can see why this worries you. ",
}
_USUAL = "I am sorry about this; I can see what trouble it has made. "


def check(scene: Scene) -> Iterator[Found]:
    if not _is_due(scene) or scene.says("apology", "heard", "owned"):
        return
    if len(scene.words.words) < _FEWEST_WORDS and not scene.says("refusal"):
        return
    at = after_greeting(scene)
    better = _BETTER.get(scene.customer.mood, _USUAL)
    better = f" {better.strip()}" if scene.greeting else better
    yield Found(
        None,
        "Nothing here takes up what the customer has been through.",
        evidence=scene.customer.reasons[:4],
        suggestion=Suggestion("insert", at, at, better) if scene.language == "en" else None,
        confidence=0.8,
    )


def _is_due(scene: Scene) -> bool:
    signs = scene.heard.signs
    if scene.customer.abuse:
        return False
    return signs.distress >= 1 or signs.anger >= 1 or signs.trouble >= 1


RULE = Rule(
    code="EMP101",
    name="empathy-missing",
    title="Not heard yet",
    category="empathy_missing",
    severity="warning",
    why="Upset people take in a solution only after they have been heard.",
    practices=("L2", "T3"),
    check=check,
    languages=FOUR,
)

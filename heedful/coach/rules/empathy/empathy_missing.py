"""EMP101: distress or a complaint is answered without a word for it."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.cold import is_unheard
from heedful.coach.kinds.wording import at_first
from heedful.coach.rule import FOUR, Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_OTHER_FAULTS = (
    "insult", "retort", "sarcasm_said", "blames_customer", "non_apology", "calm_down", "minimising", "defensive", "excuse", "blames_colleague",
    "blames_partner", "blames_other", "loop",
)  # fmt: skip
_FEWEST_WORDS = 3
_DEEP = 2
_BETTER = {
    "angry": "You have every reason to be angry, and I am sorry.",
    "worried": "I can see why this worries you.",
}
_USUAL = "I am sorry about this; I can see what trouble it has made."


def check(scene: Scene) -> Iterator[Found]:
    if (
        not _is_due(scene)
        or _asks_openly(scene)
        or (scene.leaning is not None and scene.leaning[0] >= 1)
        or scene.says("apology", "heard", "owned", *_OTHER_FAULTS)
        or scene.is_yes_to_ask
    ):
        return
    if scene.says("refusal", "policy", "boilerplate") and not _is_hard(scene):
        return
    if (_is_mild(scene) and _is_being_mended(scene)) or _is_granted(scene) or _is_lived_up_to(scene):
        return
    if len(scene.words.words) < _FEWEST_WORDS and not scene.says("refusal"):
        return
    better = _BETTER.get(scene.customer.mood, _USUAL)
    if not (scene.commitments or scene.questions or scene.says("already_done", "will_act")):
        better += " What would help you most right now?"
    yield Found(
        None,
        Said("Nothing here takes up what the customer has been through."),
        evidence=scene.customer.reasons[:4],
        suggestion=at_first(scene, better),
        confidence=0.8,
        severity=None if _is_felt(scene) else "info",
    )


def _is_felt(scene: Scene) -> bool:
    """A feeling, a hardship, or somebody or something dear was named; a plain fault is worth a hint only."""
    signs = scene.heard.signs
    return signs.distress + signs.anger >= 1 or signs.stakes > 0 or "sarcasm" in scene.heard.cues


def _is_hard(scene: Scene) -> bool:
    """A wall or a form letter is a fault of its own; to somebody in need it is cold as well."""
    return "hardship" in scene.heard.cues or scene.heard.signs.distress + scene.heard.signs.anger >= _DEEP


def _is_due(scene: Scene) -> bool:
    return not scene.customer.abuse and not scene.customer.praise and is_unheard(scene)


def _asks_openly(scene: Scene) -> bool:
    """To ask how it was is to hear; to ask for a number is not."""
    return any(
        ask.kind in ("what", "how", "where", "when", "why", "which") for ask in scene.questions
    ) and not scene.says("asks_for")


def _is_lived_up_to(scene: Scene) -> bool:
    """What "I" or "we" do about it says as much as a word for it, unless a deep hurt was told."""
    signs = scene.heard.signs
    return scene.acts and signs.distress + signs.anger < _DEEP


def _is_granted(scene: Scene) -> bool:
    """A hardship told as the ground of a request, and the request is granted: that is care enough."""
    signs = scene.heard.signs
    only_ground = signs.anger < 1 and "distress" not in scene.heard.cues and signs.trouble < 1
    return only_ground and bool(scene.customer.asks) and not scene.open_asks and not scene.says("refusal", "policy")


def _is_mild(scene: Scene) -> bool:
    """Something went wrong, but no feeling and no repetition is told."""
    signs = scene.heard.signs
    return signs.distress < 1 and signs.anger < 1 and "let_down" not in scene.heard.cues


def _is_being_mended(scene: Scene) -> bool:
    """To somebody with a plain fault, being helped at once is care enough; an open question is, too."""
    if (
        any(ask.kind != "yes_no" for ask in scene.questions)
        or scene.commitments
        or scene.says("will_act", "already_done")
    ):
        return True
    return (bool(scene.customer.asks) and not scene.open_asks) or bool(scene.questions and scene.says("next_step"))


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
    gives_way_to=(
        "TON",
        "OWN",
        "QST",
        "FLO1",
        "FLO3",
        "FBK",
        "PRM",
        "HON",
        "PUB",
        "CLR1",
        "PER205",
        "EMP201",
        "EMP203",
    ),
)

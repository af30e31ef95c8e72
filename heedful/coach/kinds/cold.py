"""Rules that also catch what no list names: a reply without care, and the way it leans."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.saying import quoted
from heedful.coach.kinds.wording import KIND, instead
from heedful.coach.rule import WEAK, Check, Found, needing, needs_of
from heedful.coach.said import Said
from heedful.coach.scene import LEANS, Scene


def or_leaning(check: Check, *names: str, says: str, better: str, sure: bool = False) -> Check:
    """What `check` finds; where it finds nothing and the reply is cold, the weak signs of these names.

    Weak signs are hints, unless they have shown to be right four times in five (`sure`).
    """

    def both(scene: Scene) -> Iterator[Found]:
        found = list(check(scene))
        yield from found
        if found or scene.leaning is None:
            return
        weight, lean = scene.leaning
        if lean.name in names and not (weight < 1 and is_unheard(scene)):
            offered = instead(scene, lean.sentence, better)
            yield Found(
                lean.span,
                Said(says, words=quoted(scene, lean.span)),
                suggestion=offered,
                confidence=WEAK,
                severity=None if sure else "info",
            )

    return _also_needing(both, check, LEANS)


def curtly(check: Check, name: str, says: str) -> Check:
    """What `check` finds; else cues of this name, where the reply takes nothing upon itself."""

    def both(scene: Scene) -> Iterator[Found]:
        found = list(check(scene))
        yield from found
        if found or not scene.customer_spoke or scene.customer.praise or scene.shows_care or scene.says("thanks"):
            return
        for cue in scene.said(name)[:1]:
            offered = instead(scene, cue.sentence, KIND)
            yield Found(
                cue.span,
                Said(says, words=quoted(scene, cue.span)),
                suggestion=offered,
                confidence=0.7,
                severity="info",
            )

    return _also_needing(both, check, name)


def _also_needing(both: Check, check: Check, sign: str) -> Check:
    needs = needs_of(check)
    return needing(*needs, sign)(both) if needs else both


def is_unheard(scene: Scene) -> bool:
    """Feeling or a trouble was told; a weak sign is then no more than the lack of a word for it."""
    signs = scene.heard.signs
    told = signs.distress + signs.anger + signs.trouble
    return told >= 1 or bool(told and told + signs.stakes >= 1) or "sarcasm" in scene.heard.cues

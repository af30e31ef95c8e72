"""What a reply does so far, and what it does well."""

from __future__ import annotations

from heedful.coach.report import Fill, Meter, Strength
from heedful.coach.scene import Scene


def measure(scene: Scene) -> Meter:
    asked = len(scene.customer.asks)
    answered = asked - len(scene.open_asks)
    return Meter(_heard(scene), _owned(scene), _answered(scene, answered, asked), _next_step(scene), answered, asked)


def _heard(scene: Scene) -> Fill:
    if scene.says("heard") or (not scene.customer.complaint and not scene.customer.praise):
        return "full"
    if scene.customer.praise and not scene.customer.complaint:
        return "full" if scene.says("thanks") else "empty"
    return "half" if scene.says("apology", "owned") else "empty"


def _owned(scene: Scene) -> Fill:
    if not scene.customer.complaint or scene.says("owned"):
        return "full"
    return "half" if scene.says("apology") else "empty"


def _answered(scene: Scene, answered: int, asked: int) -> Fill:
    if not scene.words.words:
        return "empty"
    if answered == asked:
        return "full"
    return "half" if answered else "empty"


def _next_step(scene: Scene) -> Fill:
    if scene.says("next_step", "will_act"):
        vague = scene.says("open_time") and not scene.says("when")
        return "half" if vague else "full"
    is_open = scene.customer.complaint or bool(scene.customer.asks)
    return "empty" if is_open or not scene.words.words else "full"


def strengths(scene: Scene) -> tuple[Strength, ...]:
    """Praise for the text, in order of the text."""
    found: list[Strength] = []
    if scene.customer.complaint:
        found += _first(scene, "heard", "Takes up what happened to the customer.")
        found += _first(scene, "owned", "Keeps the fault here.")
    elif scene.customer.praise:
        found += _first(scene, "thanks", "Thanks the customer for the kind words.")
    if scene.says("will_act", "next_step"):
        found += _first(scene, "when", "Says when.")
    name = scene.context.customer_name.split()
    if name and scene.greeting and name[0].lower() in scene.greeting.whom.lower():
        found.append(Strength("name", "Greets the customer by name.", scene.greeting.whom_span))
    return tuple(sorted(found, key=lambda one: (one.span.start if one.span else 0, one.name)))


def _first(scene: Scene, cue: str, message: str) -> list[Strength]:
    seen = scene.said(cue)
    return [Strength(cue, message, seen[0].span)] if seen else []

"""What a reply does so far, and what it does well."""

from __future__ import annotations

from dataclasses import replace

from heedful.coach.finding import Finding
from heedful.coach.report import Fill, Meter, Strength
from heedful.coach.said import Said
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
        found += _first(scene, "heard", Said("Takes up what happened to the customer."))
        found += _first(scene, "owned", Said("Keeps the fault here."))
    elif scene.customer.praise:
        found += _first(scene, "thanks", Said("Thanks the customer for the kind words."))
    if scene.says("will_act", "next_step"):
        found += _first(scene, "when", Said("Says when."))
    name = scene.context.customer_name.split()
    if name and scene.greeting and name[0].lower() in scene.greeting.whom.lower():
        found.append(Strength("name", Said("Greets the customer by name."), scene.greeting.whom_span))
    return tuple(sorted(found, key=lambda one: (one.span.start if one.span else 0, one.name)))


# A finding of these codes takes the measure and the praise of the same name back: one margin must not say both.
TAKES_BACK = {"owned": ("OWN",), "heard": ("EMP1", "TON2"), "when": ("PRM1",)}


def tempered(meter: Meter, findings: tuple[Finding, ...]) -> Meter:
    """The meter after the findings: a measure with a finding against it is half full at most."""
    refuted = _refuted(findings)
    if not refuted:
        return meter
    return replace(
        meter,
        heard=_at_most_half(meter.heard) if "heard" in refuted else meter.heard,
        owned=_at_most_half(meter.owned) if "owned" in refuted else meter.owned,
        next_step=_at_most_half(meter.next_step) if "when" in refuted else meter.next_step,
    )


def _at_most_half(fill: Fill) -> Fill:
    return "half" if fill == "full" else fill


def earned(praise: tuple[Strength, ...], findings: tuple[Finding, ...]) -> tuple[Strength, ...]:
    """Only the praise that nothing speaks against, not even a hint."""
    refuted = _refuted(findings)
    return tuple(one for one in praise if one.name not in refuted)


def _refuted(findings: tuple[Finding, ...]) -> set[str]:
    codes = tuple(one.code for one in findings)
    return {name for name, starts in TAKES_BACK.items() if any(code.startswith(starts) for code in codes)}


def _first(scene: Scene, cue: str, message: Said) -> list[Strength]:
    seen = scene.said(cue)
    return [Strength(cue, message, seen[0].span)] if seen else []

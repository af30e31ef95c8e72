"""PRM202: always, never, everything, nothing about what will be."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.phrases import affirmed, pointing_at
from heedful.coach.kinds.wording import ALL_WE_CAN
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import Found, Rule, needing
from heedful.coach.scene import Scene


def _asks_for_certainty(scene: Scene) -> bool:
    return any(ask.kind in ("yes_no", "when", "request") for ask in scene.customer.asks)


def _asks_plainly(scene: Scene) -> bool:
    return any(ask.kind != "request" for ask in scene.customer.asks)


def _is_open_to_chance(scene: Scene) -> bool:
    """The customer asks what will be, and the answer holds nothing back."""
    asked = {word for ask in scene.customer.asks for word in ask.words}
    is_due = bool(_CHANCE & asked) or (_asks_plainly(scene) and len(scene.said("sure_of")) > 1)
    return is_due and not scene.says("hedged", "guess", "finds_out", "refusal")


@needing("absolute", "sure_of")
def _too_sure(scene: Scene) -> Iterator[Found]:
    yield from _absolute(scene)
    if not scene.says("absolute", "guarantee"):
        yield from _sure(scene)


def _is_own_word(scene: Scene, cue: Cue) -> bool:
    """Asked whether it is always open, one may say "always"."""
    if cue.last - cue.first > 1:
        return affirmed(scene, cue)
    said = scene.draft.text[cue.span.start : cue.span.end].lower()
    return affirmed(scene, cue) and said[:_STEM] not in scene.theirs


def _is_claim(scene: Scene, cue: Cue) -> bool:
    return affirmed(scene, cue) and not scene.says_in(cue.sentence, "guarantee", "estimate")


_STEM = 6
_CHANCE = frozenset(
    "will sure certain guarantee guaranteed promise safe risk risky if chance chances likely going work works help helps last hold"
    " arrive ever always really lose lost survive cure heal hurt fade break pass win enough rely depend count trust happen"
    " happens fail fails able would make manage good better stay keep".split()
)
_absolute = pointing_at(
    "absolute",
    says="{words} leaves no room for the one exception.",
    when=_asks_for_certainty,
    picks=_is_claim,
    better=ALL_WE_CAN,
)
_sure = pointing_at(
    "sure_of",
    says="{words} is surer than anybody can be.",
    when=_is_open_to_chance,
    picks=_is_own_word,
    better=ALL_WE_CAN,
    confidence=0.7,
)

RULE = Rule(
    code="PRM202",
    name="absolute-word",
    title="Always, never",
    category="overpromise",
    severity="warning",
    why="One exception, and nothing else in the letter is believed.",
    practices=("H3",),
    check=_too_sure,
    gives_way_to=("PRM201", "HON"),
)

"""PER204: the customer told a need, or who they are, and the reply knows nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.hours import ill_timed
from heedful.coach.kinds.needs import unminded_need, wants_no_calls
from heedful.coach.kinds.phrases import affirmed, pointing_at
from heedful.coach.kinds.saying import quoted
from heedful.coach.rule import Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene


def _is_known(scene: Scene) -> bool:
    return "comes_again" in scene.heard.cues or len(scene.context.turns) > 2


_calling = pointing_at(
    "calls_them", says="{words}, though the customer asked for another way.", when=wants_no_calls, picks=affirmed
)
_as_stranger = pointing_at("as_stranger", says="{words}: they are no stranger here.", when=_is_known)


def check(scene: Scene) -> Iterator[Found]:
    called = list(_calling(scene))
    yield from called
    yield from _as_stranger(scene)
    at = None if called else unminded_need(scene)
    place = (at, at + 1) if at is not None else ill_timed(scene)
    if place is not None:
        span = scene.words.span(*place)
        yield Found(
            span,
            Said("{words} does not fit what the customer told of themselves.", words=quoted(scene, span)),
            confidence=0.8,
        )


RULE = Rule(
    code="PER204",
    name="stated-need-ignored",
    title="Not as they asked",
    category="not_personal",
    severity="warning",
    why="A need that was said and ignored is worse than one that nobody knew.",
    practices=("P1", "P3"),
    check=check,
)

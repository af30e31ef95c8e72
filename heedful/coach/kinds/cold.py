"""Rules that also catch what no list names: a reply without care, and the way it leans."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.saying import quoted
from heedful.coach.rule import Check, Found
from heedful.coach.scene import Scene


def or_leaning(check: Check, *names: str, says: str) -> Check:
    """What `check` finds; where it finds nothing and the reply is cold, the weak signs of these names."""

    def both(scene: Scene) -> Iterator[Found]:
        found = list(check(scene))
        yield from found
        lean = scene.leaning
        if not found and lean is not None and lean.name in names:
            yield Found(lean.span, says.format(words=quoted(scene, lean.span)), confidence=0.65)

    return both

"""PER205: the customer said 'no X', and gets X."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.needs import refused_things
from heedful.coach.kinds.saying import quoted
from heedful.coach.rule import Found, Rule
from heedful.coach.scene import Scene


def check(scene: Scene) -> Iterator[Found]:
    refused = refused_things(scene)
    words = scene.words
    if not refused:
        return
    for at, word in enumerate(words.words):
        root = word.rstrip("s")
        before = words.words[max(0, at - 4) : at]
        if root in refused and not {"no", "not", "without", "instead", "never"} & set(before):
            span = words.span(at, at + 1)
            yield Found(span, f"{quoted(scene, span)} is what the customer did not want.", confidence=0.8)
            return


RULE = Rule(
    code="PER205",
    name="refused-thing-given",
    title="What they did not want",
    category="ignores_concern",
    severity="warning",
    why="It answers the very thing that they asked us not to do.",
    practices=("L1", "P3"),
    check=check,
)

"""PUB301: a direct message with private data can be captured too."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.rule import ANY, Found, Rule
from heedful.coach.scene import Scene


def check(scene: Scene) -> Iterator[Found]:
    if scene.context.channel != "social-direct" or scene.context.public:
        return
    for one in scene.private:
        yield Found(one.span, f"“{one.text}” is a {one.kind}; direct messages can be captured.", confidence=0.7)


RULE = Rule(
    code="PUB301",
    name="private-note",
    title="May be shown around",
    category="other",
    severity="info",
    why="A private message is one picture away from being public.",
    practices=("T5",),
    check=check,
    languages=ANY,
)

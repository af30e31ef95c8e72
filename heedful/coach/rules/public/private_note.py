"""PUB301: a direct message with private data can be captured too."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.rule import ANY, Found, Rule
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import Scene


def check(scene: Scene) -> Iterator[Found]:
    if scene.context.channel != "social-direct" or scene.context.public:
        return
    for one in scene.private:
        yield Found(
            one.span,
            Said(
                "{words} is a {kind}; direct messages can be captured.", words=Quoted.of(one.text), kind=Said(one.kind)
            ),
            confidence=0.7,
        )


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

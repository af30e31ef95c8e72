"""PRM301: we broke our word, and the reply does not mention it."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.rule import Found, Rule
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import Scene


def check(scene: Scene) -> Iterator[Found]:
    broken = [one for one in scene.context.open_promises if one.broken]
    if not broken or not scene.words.words or scene.says("apology", "owned"):
        return
    yield Found(
        None,
        Said("{words} was promised and is past its time; nothing here says so.", words=Quoted.of(broken[0].what)),
        confidence=0.9,
    )


RULE = Rule(
    code="PRM301",
    name="earlier-promise-missed",
    title="A promise is open",
    category="other",
    severity="warning",
    why="The customer remembers what was promised; passing over it breaks it a second time.",
    practices=("H4", "H1"),
    check=check,
)

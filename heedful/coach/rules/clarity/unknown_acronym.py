"""CLR102: abbreviations that the customer has not used."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.terms import unknown_acronyms
from heedful.coach.rule import Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene


def check(scene: Scene) -> Iterator[Found]:
    seen = unknown_acronyms(scene)
    if len({scene.draft.text[one.start : one.end] for one in seen}) < 2 and not (seen and scene.says("jargon")):
        return
    names = ", ".join(dict.fromkeys(scene.draft.text[one.start : one.end] for one in seen))
    yield Found(seen[0], Said("{letters}: the customer has not used these letters.", letters=names))


RULE = Rule(
    code="CLR102",
    name="unknown-acronym",
    title="Letters only",
    category="jargon",
    severity="warning",
    why="Letters that only the house can read shut the reader out.",
    practices=("T1",),
    check=check,
)

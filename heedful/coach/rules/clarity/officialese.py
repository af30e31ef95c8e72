"""CLR103: the language of forms and offices."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.saying import quoted
from heedful.coach.kinds.terms import is_news_to_reader
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene


@needing("officialese_strong", "officialese")
def check(scene: Scene) -> Iterator[Found]:
    strong = [cue for cue in scene.said("officialese_strong") if is_news_to_reader(scene, cue)]
    mild = [cue for cue in scene.said("officialese") if is_news_to_reader(scene, cue)]
    seen = sorted(strong + mild, key=lambda cue: cue.first)
    if strong or len(mild) > 1:
        yield Found(seen[0].span, Said("{words} is the language of forms.", words=quoted(scene, seen[0].span)))


RULE = Rule(
    code="CLR103",
    name="officialese",
    title="Officialese",
    category="jargon",
    severity="warning",
    why="Stiff words keep the reader at arm's length and are easily misread.",
    practices=("T1",),
    check=check,
    languages=FOUR,
)

"""PER205: the customer said 'no X', 'not X but Y' or 'I have done X', and gets X."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.needs import contrasted, refused_things, told_to_redo
from heedful.coach.kinds.saying import quoted
from heedful.coach.reading.answers import roots_of
from heedful.coach.rule import Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_NO = frozenset("no not without instead never".split())


def check(scene: Scene) -> Iterator[Found]:
    given = _given(scene)
    if given is not None:
        span = scene.words.span(given, given + 1)
        yield Found(span, Said("{words} is what the customer did not want.", words=quoted(scene, span)), confidence=0.8)
        return
    again = told_to_redo(scene)
    if again is not None and not scene.says("owned", "sums_up"):
        span = scene.words.sentence_span(again)
        yield Found(
            span, Said("{words}: the customer has done that already.", words=quoted(scene, span)), confidence=0.8
        )


def _given(scene: Scene) -> int | None:
    refused = refused_things(scene)
    aside, meant = contrasted(scene)
    if aside and meant & scene.roots:
        aside = frozenset()  # what they did mean is spoken of, too
    if not refused and not aside:
        return None
    words = scene.words.words
    for at, word in enumerate(words):
        hit = word.rstrip("s") in refused or (aside and roots_of([word]) & aside)
        if hit and not _NO & set(words[max(0, at - 4) : at]):
            return at
    return None


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

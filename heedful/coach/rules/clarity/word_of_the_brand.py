"""CLR104: a word that the brand has decided not to use."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Span, Suggestion
from heedful.coach.kinds.saying import quoted
from heedful.coach.kinds.terms import places_of
from heedful.coach.rule import ANY, Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene


def check(scene: Scene) -> Iterator[Found]:
    for word, better in (*scene.standards.banned_words, *_SAMPLE):
        if scene.said_words.isdisjoint(word.lower().split()[:1]):
            continue
        for first, last in places_of(scene.words, word):
            span: Span = scene.words.span(first, last)
            offered = Suggestion("replace", span.start, span.end, better, safe=True) if better else None
            yield Found(
                span, Said("{words} is not a word of this house.", words=quoted(scene, span)), suggestion=offered
            )


# One word that no house wants, so that the page has something to show.
_SAMPLE = (("esteemed customer", "customer"), ("kindly revert", "please answer"), ("as per", "by"))

RULE = Rule(
    code="CLR104",
    name="word-of-the-brand",
    title="Not our word",
    category="other",
    severity="info",
    why="The house has agreed on other words for this.",
    practices=("S1", "T1"),
    check=check,
    languages=ANY,
)

"""PRM201: the text guarantees what nobody can guarantee."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from heedful.coach.kinds.saying import one_per_sentence, quoted
from heedful.coach.kinds.wording import ALL_WE_CAN, instead
from heedful.coach.reading.cues import Cue, is_negated
from heedful.coach.reading.words import Words
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_VERBS = frozenset(("guarantee", "promise", "swear", "vouch", "assure"))
_NOBODY = frozenset("nobody cannot nor".split())
_CANNOT = {("no", "one"), ("can", "not"), ("could", "not"), ("do", "not"), ("would", "not")}
_REACH = 8
_TERMS = frozenset(
    "warranty money-back contract years year months terms statutory battery hull frame covers covered".split()
)


@needing("guarantee")
def check(scene: Scene) -> Iterator[Found]:
    for cue in one_per_sentence([cue for cue in scene.said("guarantee") if _stands(scene, cue)]):
        yield Found(
            cue.span,
            Said("{words} promises more than anyone can be sure of.", words=quoted(scene, cue.span)),
            suggestion=instead(scene, cue.sentence, ALL_WE_CAN),
        )


def _stands(scene: Scene, cue: Cue) -> bool:
    words = scene.words
    if words.sentences[cue.sentence].is_question or is_negated(words, cue):
        return False
    within = words.words[cue.first : cue.last]
    if _nobody_can(words, cue):
        return False
    if "not" in within or "cannot" in within:
        return not _VERBS.intersection(within)
    return not _TERMS.intersection(words.words_in(cue.sentence))


def _nobody_can(words: Words, cue: Cue) -> bool:
    """Of "nobody can promise it a hundred per cent" the same clause says who cannot."""
    first = max((at for at in words.commas if at <= cue.first), default=0)
    before = words.words[max(first, words.sentences[cue.sentence].first, cue.first - _REACH) : cue.first]
    return not _NOBODY.isdisjoint(before) or any(pair in _CANNOT for pair in pairwise(before))


RULE = Rule(
    code="PRM201",
    name="guarantee",
    title="Too sure",
    category="overpromise",
    severity="warning",
    why="When it turns out otherwise, the customer was not only let down but misled.",
    practices=("H3",),
    check=check,
    languages=FOUR,
)

"""Blame that nobody takes back: neither by a denial, nor by taking it over in the same breath."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.saying import one_per_sentence, quoted
from heedful.coach.kinds.wording import OURS, instead
from heedful.coach.reading.cues import Cue, is_negated
from heedful.coach.rule import Check, Found, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_OURS = frozenset("we i us me my".split())
_RELATIVE = frozenset("anything what something nothing things all everything that which who whatever".split())
_LESS_SURE = frozenset("if whether in case when unless".split())


def unowned(scene: Scene, *names: str) -> list[Cue]:
    return [cue for cue in scene.said(*names) if _stands(scene, cue)]


def shifts(*names: str, says: str) -> Check:
    """A rule about blame: one finding for each sentence that moves it away."""

    @needing(*names)
    def check(scene: Scene) -> Iterator[Found]:
        if scene.customer.asks and not scene.has_complaint:
            return
        for cue in one_per_sentence(unowned(scene, *names)):
            yield Found(
                cue.span,
                Said(says, words=quoted(scene, cue.span)),
                suggestion=instead(scene, cue.sentence, OURS),
                confidence=0.85,
            )

    return check


def _stands(scene: Scene, cue: Cue) -> bool:
    words = scene.words
    sentence = words.sentences[cue.sentence]
    if sentence.is_question or is_negated(words, cue, reach=2):
        return False
    if words.words[max(0, cue.first - 1)] in _RELATIVE and cue.first > sentence.first:
        return False
    if _LESS_SURE.intersection(words.words[max(sentence.first, cue.first - 2) : cue.first]):
        return False
    if any(at in words.commas and words.words[at] in ("we", "i", "our") for at in range(cue.first + 1, cue.last)):
        return False
    near = (cue.sentence - 1, cue.sentence, cue.sentence + 1)
    owners = [
        owned
        for number in near
        for owned in scene.said_in(number, "took_over")
        if not is_negated(words, owned, reach=1)
    ]
    if not _OURS & scene.said_words:
        owners = [owned for owned in owners if owned.last - owned.first > 1]  # a bare "sorry" takes nothing over
    return all(owned.first < cue.last and cue.first < owned.last for owned in owners)

"""PRM101: somebody will do something, nobody says when."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.saying import one_per_sentence, quoted
from heedful.coach.kinds.wording import by_when
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_THEIR_PART = frozenset("send message dm tell bring post write call show give reply let".split())
_SETTLED = ("when", "already_done", "bound_time", "boundary")


@needing("will_act", "undertakes", "open_time")
def check(scene: Scene) -> Iterator[Found]:
    if scene.customer.praise:
        return
    promised = [cue for cue in scene.said("will_act", "undertakes") if _is_vague(scene, cue)]
    if not promised and _is_asked_when(scene):
        promised = scene.said("open_time")
    for cue in one_per_sentence(promised):
        vague = next(iter(scene.said_in(cue.sentence, "open_time")), None)
        span = vague.span if vague else cue.span
        yield Found(
            span,
            Said("{words} does not say when.", words=quoted(scene, span)),
            suggestion=_timed(scene, cue, vague),
            confidence=0.8,
        )


def _is_vague(scene: Scene, cue: Cue) -> bool:
    sentence = scene.words.sentences[cue.sentence]
    if not {"never", "not"}.isdisjoint(scene.words.words[cue.first : cue.last + 1]):
        return False
    if sentence.is_question or scene.says_in(cue.sentence, "when", "somebody_will"):
        return False
    if cue.sentence in scene.timed_sentences:
        return False
    if scene.says_in(cue.sentence, "open_time"):
        return True
    if scene.says_in(cue.sentence, "bound_time"):
        return False
    if cue.name == "undertakes":
        before = scene.words.words[sentence.first : cue.first]
        done_by_them = not _THEIR_PART.isdisjoint(before)
        return not done_by_them and scene.customer_spoke and not scene.says(*_SETTLED)
    near = (cue.sentence - 1, cue.sentence + 1)
    return scene.says_in(cue.sentence, "comes_back") and not any(scene.says_in(one, "when") for one in near)


def _is_asked_when(scene: Scene) -> bool:
    """A "soon" is no answer to 'when', even where nothing is promised in so many words."""
    waits = any(ask.kind in ("when", "who") for ask in scene.customer.asks) or "waits" in scene.heard.cues
    return waits and not scene.says("when", "bound_time", "already_done")


def _timed(scene: Scene, cue: Cue, vague: Cue | None) -> Suggestion | None:
    """A time in place of the open word, or behind the promise."""
    if scene.language != "en":
        return None
    if vague is not None:
        return Suggestion("replace", vague.span.start, vague.span.end, by_when(scene))
    sentence = scene.words.sentences[cue.sentence]
    at = scene.words.ends[sentence.last - 1]
    return Suggestion("insert", at, at, f" {by_when(scene)}")


RULE = Rule(
    code="PRM101",
    name="promise-without-time",
    title="No time",
    category="vague_promise",
    severity="warning",
    why="Without a time the customer can only wait, and then ask again.",
    practices=("H3", "H4"),
    check=check,
    languages=FOUR,
    gives_way_to=("PER201", "TON", "OWN", "PUB", "QST2"),
)

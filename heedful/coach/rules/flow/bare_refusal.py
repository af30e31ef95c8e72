"""FLO102: a no, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.saying import quoted, tautologies
from heedful.coach.reading.cues import Cue
from heedful.coach.rule import FOUR, Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_WISH = frozenset("can could may would will".split())
_YES = frozenset(("yes", "ja", "oui", "sí"))
_BETTER = " I know that is not what you hoped for. Tell me what you need it for, and I will look for another way today."


def check(scene: Scene) -> Iterator[Found]:
    if (
        not _YES.isdisjoint(scene.said_words)
        or scene.says("way_out", "reason", "kind_end", "next_step", "heard", "will_act", "when")
        or not scene.customer_spoke
    ):
        return
    refusals = [cue.span for cue in scene.said("refusal") if _refuses(scene, cue)]
    if scene.customer.asks:
        refusals += tautologies(scene.words)
    if not refusals:
        return
    first = refusals[0]
    number = scene.words.sentence_at(first.start)
    end = scene.words.sentences[number].end if number is not None else first.end
    better = Suggestion("insert", end, end, _BETTER) if scene.language == "en" else None
    yield Found(
        first, Said("{words} is a no with no reason and no way on.", words=quoted(scene, first)), suggestion=better
    )


def _refuses(scene: Scene, cue: Cue) -> bool:
    """A "no" to a wish; to a plain question it is an answer."""
    opening = scene.words.words[cue.first : cue.first + 2]
    if scene.language != "en" or opening[0] != "no" or opening == ["no", "longer"]:
        return True
    return not scene.customer.asks or any(set(ask.words[:1]) <= _WISH for ask in scene.customer.asks)


RULE = Rule(
    code="FLO102",
    name="bare-refusal",
    title="Only a no",
    category="stonewalling_policy",
    severity="warning",
    why="A no without a reason or another way leaves the customer standing before a wall.",
    practices=("E1", "T1"),
    check=check,
    gives_way_to=("TON1", "FLO201", "FLO3", "CLR1", "PRM2"),
    languages=FOUR,
)

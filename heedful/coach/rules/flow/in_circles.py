"""FLO301: the reply repeats what has not helped before."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Evidence, Span
from heedful.coach.kinds.circles import repeated_turn, repeats_themselves, retold_turn
from heedful.coach.rule import FOUR, Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_AGAIN = frozenset(
    "again still already no not same keep keeps once third fourth fifth told said circles repeat did bot done".split()
)


def check(scene: Scene) -> Iterator[Found]:
    if scene.says("sums_up", "owned"):
        return
    place = repeated_turn(scene)
    if place is None and scene.language == "en" and _is_told_again(scene):
        place = retold_turn(scene)
    if place is not None:
        whole = Span(0, len(scene.context.turns[place].text))
        yield Found(
            None,
            Said("This nearly repeats an earlier reply."),
            evidence=(Evidence("history", whole, "earlier", place),),
        )
        return
    again = scene.said("loop", "already_said", "offer_again")
    if again and scene.heard.cues.get("loops"):
        yield Found(again[0].span, Said("The customer has had this answer before."), confidence=0.8)


def _is_told_again(scene: Scene) -> bool:
    return not _AGAIN.isdisjoint(scene.their_words) or repeats_themselves(scene)


RULE = Rule(
    code="FLO301",
    name="in-circles",
    title="In circles",
    category="circular_end",
    severity="warning",
    why="What did not help twice will not help a third time.",
    practices=("E1",),
    check=check,
    languages=FOUR,
)

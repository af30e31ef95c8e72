"""OWN101: the fault is put on the customer."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.kinds.blame import unowned
from heedful.coach.kinds.cold import or_leaning
from heedful.coach.kinds.saying import one_per_sentence, quoted
from heedful.coach.kinds.wording import CLEARER, instead
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene


@needing("blames_customer")
def check(scene: Scene) -> Iterator[Found]:
    for cue in one_per_sentence(unowned(scene, "blames_customer")):
        yield Found(
            cue.span,
            Said("{words} moves the blame to the customer.", words=quoted(scene, cue.span)),
            suggestion=instead(scene, cue.sentence, CLEARER),
        )


RULE = Rule(
    code="OWN101",
    name="blames-customer",
    title="Moves the blame",
    category="blame_shift",
    severity="warning",
    why="Whoever is told that it was their fault defends themselves and stops listening.",
    practices=("H2", "T2"),
    check=or_leaning(
        check, "leans_to_customer", says="{words} points at what the customer did.", better=CLEARER, sure=True
    ),
    languages=FOUR,
    gives_way_to=("TON1", "QST2", "HON", "PUB2"),
)

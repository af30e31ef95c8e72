"""PUB103: what somebody owes, suffers or did is told in public, or who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heedful.coach.finding import Span
from heedful.coach.kinds.phrases import pointing_at
from heedful.coach.kinds.saying import quoted
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import PUBLIC, Scene

_SURNAME = re.compile(
    r"(?:\A|[,!] )(?:(?:Hi|Hello|Hey|Dear) )?"
    r"((?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z][\w'’-]{1,24}(?: [A-Z][\w'’-]{1,24})?)(?=[,.!?:])"
    r"|\A(?:Hi|Hello|Hey|Dear) ([A-Z][\w'’-]{1,24} [A-Z][\w'’-]{1,24})(?=[,.!?:])"
)


def _is_public(scene: Scene) -> bool:
    """Whoever asks to go on in private speaks of the matter only to say so."""
    return scene.context.public and not scene.says("moves_private")


_matters = pointing_at("private_detail", says="{words} is for the customer alone.", when=_is_public)


@needing(PUBLIC)
def check(scene: Scene) -> Iterator[Found]:
    yield from _matters(scene)
    if not scene.context.public:
        return
    match = _SURNAME.search(scene.draft.text)
    if match is None or (match[1] or match[2]).split()[-1].lower() in scene.theirs:
        return
    span = Span(*match.span(1 if match[1] else 2))
    yield Found(
        span, Said("{words}: their full name was not public before.", words=quoted(scene, span)), confidence=0.8
    )


RULE = Rule(
    code="PUB103",
    name="private-matter-told",
    title="A private matter",
    category="public_private_data",
    severity="warning",
    why="It is theirs to tell, not ours.",
    practices=("T5",),
    check=check,
    languages=FOUR,
)

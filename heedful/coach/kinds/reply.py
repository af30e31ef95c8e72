"""Seeing a draft as an answer: what it takes up, whether it acts, whether it puts off honestly."""

from __future__ import annotations

from heedful.coach.reading.answers import Reply, roots_of, takes_up
from heedful.coach.reading.questions import Ask
from heedful.coach.scene import Scene

_YES_OR_NO = frozenset(
    "yes no yep nope yeah certainly sure absolutely indeed unfortunately afraid course gladly only never both neither either"
    " not can could may will is are does do has have".split()
)
_NODS = frozenset("yes no yep nope sure certainly absolutely gladly sorry only unfortunately neither both none".split())
_PLACE = frozenset("in at on under behind beside next near opposite left right street road floor door page here behind with".split())
_REASON = frozenset("because since due reason so as after".split())


def as_reply(scene: Scene) -> Reply:
    words = scene.words.words
    known = frozenset(words)
    return Reply(
        roots=roots_of(words),
        says_time=scene.says("when"),
        says_number=any(char.isdigit() for char in scene.draft.text) or "free" in known,
        says_yes_or_no=bool(known & _YES_OR_NO),
        nods=any(words[one.first] in _NODS for one in scene.words.sentences if one.first < one.last),
        says_reason=bool(known & _REASON) or scene.says("owned"),
        says_place=bool(known & _PLACE),
        defers=scene.says("finds_out"),
        acts=scene.says("next_step"),
    )


def open_asks(scene: Scene) -> list[Ask]:
    """The customer's asks that nothing in the draft takes up."""
    asks = scene.customer.asks
    if not asks:
        return []
    reply = as_reply(scene)
    return [ask for ask in asks if not takes_up(ask, reply, alone=len(asks) == 1)]

"""CLR201: more words than the channel and the question bear."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Span
from heedful.coach.rule import FOUR, Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_FOR_EACH_MORE = 40
_SHORT_ASK = 20  # words of a customer who wants one thing only
_FOR_SHORT = 115


def check(scene: Scene) -> Iterator[Found]:
    words = len(scene.words.words)
    limit = scene.standards.words_at_most(scene.context.channel)
    if len(scene.customer.asks) <= 1 and _is_short(scene):
        limit = min(limit, _FOR_SHORT)
    limit += _FOR_EACH_MORE * max(0, len(scene.customer.asks) - 1)
    if words <= limit * 1.15:
        return
    span = Span(scene.words.starts[limit], scene.words.ends[-1])
    yield Found(
        span,
        Said("{words} words where {limit} are the most for this channel.", words=words, limit=limit),
        confidence=0.8,
    )


def _is_short(scene: Scene) -> bool:
    """One short question in calm: whoever tells a trouble at length may be answered at length."""
    told = sum(len(one.words) for one in scene.heard.words)
    return 0 < told <= _SHORT_ASK and not scene.has_trouble


RULE = Rule(
    code="CLR201",
    name="too-long",
    title="Too long",
    category="too_long",
    severity="warning",
    why="What is too long is skimmed, and the one thing that matters is missed.",
    practices=("T1", "T6"),
    check=check,
    languages=FOUR,
)

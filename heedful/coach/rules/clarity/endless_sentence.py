"""CLR202: one sentence that goes on and on."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.customer import SPOKEN
from heedful.coach.rule import FOUR, Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

_MOST, _MOST_SPOKEN = 60, 45


def check(scene: Scene) -> Iterator[Found]:
    most = _MOST_SPOKEN if scene.context.channel in SPOKEN else _MOST
    for number, sentence in enumerate(scene.words.sentences):
        if sentence.last - sentence.first > most:
            yield Found(
                scene.words.sentence_span(number),
                Said("One sentence runs to {words} words.", words=sentence.last - sentence.first),
            )


RULE = Rule(
    code="CLR202",
    name="endless-sentence",
    title="An endless sentence",
    category="too_long",
    severity="warning",
    why="By its end the reader has lost its beginning.",
    practices=("T1",),
    check=check,
    languages=FOUR,
)

"""Rules that point at words: every cue of a name, unless something takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from heedful.coach.finding import Span
from heedful.coach.reading.cues import Cue
from heedful.coach.reading.words import Words
from heedful.coach.said import Quoted
from heedful.coach.scene import Scene


def quoted(scene: Scene, span: Span) -> Quoted:
    """The words of a finding for its message, cut where they are long."""
    words = " ".join(scene.draft.text[span.start : span.end].split())
    return Quoted.of(words if len(words) <= 60 else f"{words[:57]}…")


def one_per_sentence(cues: Iterable[Cue]) -> Iterator[Cue]:
    """The first cue of each sentence: one thought about a sentence is enough."""
    last = -1
    for cue in cues:
        if cue.sentence != last:
            last = cue.sentence
            yield cue


def tautologies(words: Words) -> Iterator[Span]:
    """A Saturday is a Saturday, and 30 days are 30 days."""
    row = words.words
    for at, word in enumerate(row):
        if word not in ("is", "are"):
            continue
        for size in (1, 2):
            if at >= size and row[at - size : at] == row[at + 1 : at + 1 + size] and row[at - 1] not in ("it", "that"):
                yield words.span(at - size, at + 1 + size)
                break


def after_greeting(scene: Scene) -> int:
    """Where the letter proper begins."""
    return scene.greeting.span.end if scene.greeting else 0


def end_of_own_text(scene: Scene) -> int:
    """Behind the last sentence, before a signature or quoted mail."""
    sentences = scene.words.sentences
    return sentences[-1].end if sentences else len(scene.draft.text)

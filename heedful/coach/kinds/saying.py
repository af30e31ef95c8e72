"""Rules that point at words: every cue of a name, unless something takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from heedful.coach.finding import Span
from heedful.coach.reading.cues import Cue
from heedful.coach.scene import Scene


def quoted(scene: Scene, span: Span) -> str:
    """The words of a finding for its message, cut where they are long."""
    words = " ".join(scene.draft.text[span.start : span.end].split())
    return f"“{words}”" if len(words) <= 60 else f"“{words[:57]}…”"


def one_per_sentence(cues: Iterable[Cue]) -> Iterator[Cue]:
    """The first cue of each sentence: one thought about a sentence is enough."""
    last = -1
    for cue in cues:
        if cue.sentence != last:
            last = cue.sentence
            yield cue


def after_greeting(scene: Scene) -> int:
    """Where the letter proper begins."""
    return scene.greeting.span.end if scene.greeting else 0


def end_of_own_text(scene: Scene) -> int:
    """Behind the last sentence, before a signature or quoted mail."""
    sentences = scene.words.sentences
    return sentences[-1].end if sentences else len(scene.draft.text)

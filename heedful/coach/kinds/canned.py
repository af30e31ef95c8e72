"""Telling canned text from a reply to this case: sentence by sentence."""

from __future__ import annotations

from heedful.coach.reading.answers import roots_of
from heedful.coach.reading.little_words import LITTLE
from heedful.coach.scene import Scene


def canned_sentences(scene: Scene) -> frozenset[int]:
    return frozenset(cue.sentence for cue in scene.said("boilerplate"))


def is_canned(scene: Scene) -> bool:
    """All of it, or all but one sentence that shares nothing with what the customer wrote."""
    canned = canned_sentences(scene)
    if not canned:
        return False
    theirs = scene.their_roots - roots_of(tuple(LITTLE.get(scene.language, ())))
    others = [n for n in range(len(scene.words.sentences)) if n not in canned and not _is_greeting(scene, n)]
    if not others:
        return theirs.isdisjoint(scene.roots) or len(canned) > 1
    spoken = roots_of([word for n in others for word in scene.words.words_in(n)])
    return len(others) <= len(canned) / 2 and not theirs & spoken


def _is_greeting(scene: Scene, number: int) -> bool:
    greeting = scene.greeting
    return greeting is not None and scene.words.sentences[number].end <= greeting.span.end

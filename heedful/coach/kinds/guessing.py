"""Telling a guess ("is it old?") from a question that is rightly closed: consent, an offer, confirming a fact."""

from __future__ import annotations

from heedful.coach.reading.questions import Ask
from heedful.coach.scene import Scene

_OR = frozenset(("or", "oder", "ou", "o"))


def guesses(scene: Scene) -> list[Ask]:
    return [ask for ask in scene.questions if ask.kind == "yes_no" and not _is_due_closed(scene, ask)]


def _is_due_closed(scene: Scene, ask: Ask) -> bool:
    if not _OR.isdisjoint(ask.words):
        return True
    number = scene.words.sentence_at(ask.span.start)
    return number is not None and scene.says_in(number, "consent")

"""The better wordings that rules offer: sentences that stand alone, with a time that the house can keep."""

from __future__ import annotations

from datetime import timedelta

from heedful.coach.finding import Span, Suggestion
from heedful.coach.kinds.saying import after_greeting, end_of_own_text
from heedful.coach.reading.time.clock import make_clock
from heedful.coach.scene import Scene

_WEEK = 8
KIND = "I can see why this is annoying. What would help you most right now?"
FREE = "What would you like to do? Take the time you need."
FOUND_OUT = "I do not know that yet; I will find out and tell you {by}."
ALL_WE_CAN = "We will do all we can, and I will tell you {by} if it does not work out."
OURS = "That should not have happened, and it is for us to put right. I will find out more and tell you {by}."
TAKEN = "Thank you for telling us; I take it seriously. What would put it right for you?"
CLEARER = "We could have made that clearer, and I am sorry. What would help you most right now?"


def by_when(scene: Scene) -> str:
    """Noon tomorrow, or of the next day on which the house is open."""
    context = scene.context
    clock = make_clock(context.now, context.tz, context.hours)
    if clock is None or not clock.hours:
        return "by noon tomorrow"
    for ahead in range(1, _WEEK):
        day = clock.today + timedelta(days=ahead)
        if clock.is_open(day):
            return "by noon tomorrow" if ahead == 1 else f"by noon on {day:%A}"
    return "by noon tomorrow"


def instead(scene: Scene, sentence: int, text: str) -> Suggestion | None:
    """In place of a whole sentence. Our sentences are English."""
    if scene.language != "en":
        return None
    whole = scene.words.sentence_span(sentence)
    return Suggestion("replace", whole.start, whole.end, text.format(by=by_when(scene)))


def instead_of(scene: Scene, span: Span, text: str) -> Suggestion | None:
    number = scene.words.sentence_at(span.start)
    return instead(scene, number, text) if number is not None else None


def at_first(scene: Scene, text: str) -> Suggestion | None:
    """Before all other words, behind a greeting."""
    if scene.language != "en":
        return None
    at = after_greeting(scene)
    return Suggestion("insert", at, at, f" {text}" if scene.greeting else f"{text} ")


def at_last(scene: Scene, text: str) -> Suggestion | None:
    if scene.language != "en":
        return None
    at = end_of_own_text(scene)
    stop = "" if scene.draft.text[max(0, at - 1) : at] in ("", ".", "!", "?", "…", "\n") else "."
    return Suggestion("insert", at, at, f"{stop} {text.format(by=by_when(scene))}")

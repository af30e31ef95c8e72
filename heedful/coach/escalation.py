"""How near a conversation is to getting out of hand, and why: each reason says what it saw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from heedful.coach.draft import Context, Turn
from heedful.coach.finding import Evidence
from heedful.coach.reading.cues import Cue
from heedful.coach.said import Said

Risk = Literal["low", "some", "high"]
_SOME, _HIGH = 2, 4
_LONG_WAIT = timedelta(days=3)
_UNHAPPY, _VERY_UNHAPPY = 0.85, 0.95
# By the cue that is heard: how much it weighs, and what it says.
_HEARD = {
    "abuse": (3, "Insults or threatens us."),
    "threat": (3, "Speaks of a lawyer, of leaving or of telling others."),
    "anger": (2, "Is angry."),
    "loops": (2, "Has asked for this before."),
    "comes_again": (1, "It has happened before."),
    "let_down": (1, "Feels let down."),
    "hardship": (1, "A lot depends on it for them."),
    "stakes": (1, "Something that cannot be repeated depends on it."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """`weight` is what it adds; `evidence` are the words, where there are any."""

    name: str
    message: Said
    weight: int
    evidence: tuple[Evidence, ...] = ()

    def in_language(self, language: str) -> Reason:
        return replace(self, message=self.message.in_language(language))

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "message": self.message,
            "weight": self.weight,
            "evidence": [one.as_dict() for one in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Escalation:
    """The heaviest reason first. The weights add up to `score`: from 2 there is some risk, from 4 it is high."""

    risk: Risk = "low"
    score: int = 0
    reasons: tuple[Reason, ...] = ()

    def in_language(self, language: str) -> Escalation:
        return replace(self, reasons=tuple(reason.in_language(language) for reason in self.reasons))

    def as_dict(self) -> dict[str, Any]:
        return {"risk": self.risk, "score": self.score, "reasons": [reason.as_dict() for reason in self.reasons]}


CALM = Escalation()


def escalation_of(
    cues: dict[str, list[Cue]],
    seen: tuple[Evidence, ...],
    unhappy: float,
    turns: tuple[tuple[int, Turn], ...],
    context: Context,
) -> Escalation:
    """`turns` are the customer's since our last word; `seen` the evidence of the cues that speak of feelings."""
    reasons = [*_heard(cues, seen), *_waited(turns, context), *_owed(context)]
    if unhappy >= _UNHAPPY and not {"anger", "abuse"}.intersection(cues):
        reasons.append(Reason("sounds_unhappy", Said("Sounds unhappy."), 2 if unhappy >= _VERY_UNHAPPY else 1))
    reasons.sort(key=lambda one: (-one.weight, one.name))
    score = sum(one.weight for one in reasons)
    return Escalation("high" if score >= _HIGH else ("some" if score >= _SOME else "low"), score, tuple(reasons))


def _heard(cues: dict[str, list[Cue]], seen: tuple[Evidence, ...]) -> Iterator[Reason]:
    for name, (weight, message) in _HEARD.items():
        if name in cues:
            yield Reason(name, Said(message), weight, tuple(one for one in seen if one.label == name)[:3])


def _waited(turns: tuple[tuple[int, Turn], ...], context: Context) -> Iterator[Reason]:
    if len(turns) > 1:
        yield Reason(
            "wrote_again",
            Said("Has written {count} times since our last word.", count=len(turns)),
            min(len(turns) - 1, 2),
        )
    since = next((turn.at for _, turn in turns if turn.at is not None and turn.at.tzinfo is not None), None)
    if since is not None and context.now is not None and context.now.tzinfo is not None:
        waited = context.now - since
        if waited >= _LONG_WAIT:
            yield Reason("waits_long", Said("Has waited for {count} days.", count=waited.days), 1)


def _owed(context: Context) -> Iterator[Reason]:
    if any(promise.broken for promise in context.open_promises):
        yield Reason("promise_broken", Said("We have broken a promise to them."), 2)
    if context.incidents:
        yield Reason("known_trouble", Said("A known trouble is open."), 1)

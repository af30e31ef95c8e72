"""The whole of what the coach says about a draft."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from heedful.coach.commitment import Commitment
from heedful.coach.customer import CustomerReading, read_closely
from heedful.coach.finding import Finding, Span
from heedful.coach.reading.questions import Ask
from heedful.coach.said import Said
from heedful.coach.scene import Scene
from heedful.coach.tone import Tone, tone_of
from heedful.coach.translations import language_of_reader

Fill = Literal["empty", "half", "full"]


@dataclass(frozen=True, slots=True)
class Meter:
    """What the reply does so far; where nothing is due, the measure is full."""

    heard: Fill
    owned: Fill
    answered: Fill
    next_step: Fill
    answered_count: int = 0
    asked_count: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {
            "heard": self.heard,
            "owned": self.owned,
            "answered": self.answered,
            "next_step": self.next_step,
            "answered_count": self.answered_count,
            "asked_count": self.asked_count,
        }


@dataclass(frozen=True, slots=True)
class Strength:
    """Something the reply does well."""

    name: str
    message: Said
    span: Span | None = None

    def in_language(self, language: str) -> Strength:
        return replace(self, message=self.message.in_language(language))

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "message": self.message, "span": self.span.as_dict() if self.span else None}


@dataclass(frozen=True)
class Review:
    """Findings by place and code, strengths, the meter, and which versions judged.

    The close reading of the customer and the tone of the draft are worked out when somebody asks for them.
    """

    findings: tuple[Finding, ...]
    strengths: tuple[Strength, ...]
    meter: Meter
    commitments: tuple[Commitment, ...]
    language: str
    versions: tuple[tuple[str, str], ...]
    scene: Scene = field(repr=False, compare=False)
    told_in: str = "en"

    @cached_property
    def customer(self) -> CustomerReading:
        reading = read_closely(self.scene.heard, self.scene.last_turns, self.scene.context)
        return reading.in_language(self.told_in)

    @cached_property
    def tone(self) -> Tone:
        return tone_of(self.scene)

    def in_language(self, language: str) -> Review:
        """The same review told to a reader of this language, such as 'de-at'; in English where we have none of it."""
        reader = language_of_reader(language)
        if not reader:
            return self
        return replace(
            self,
            findings=tuple(finding.in_language(reader) for finding in self.findings),
            strengths=tuple(strength.in_language(reader) for strength in self.strengths),
            told_in=reader,
        )

    @property
    def asks(self) -> tuple[Ask, ...]:
        return self.scene.customer.asks

    @property
    def mood(self) -> str:
        return self.customer.mood

    @property
    def holds(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.holds)

    def as_dict(self) -> dict[str, Any]:
        return {
            "findings": [finding.as_dict() for finding in self.findings],
            "strengths": [strength.as_dict() for strength in self.strengths],
            "meter": self.meter.as_dict(),
            "commitments": [one.as_dict() for one in self.commitments],
            "customer": self.customer.as_dict(),
            "tone": self.tone.as_dict(),
            "language": self.language,
            "versions": dict(self.versions),
        }

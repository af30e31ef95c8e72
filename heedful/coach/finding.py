"""What the coach gives back about one place in the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from heedful.coach.said import Said

Severity = Literal["info", "warning", "error"]
Source = Literal["draft", "customer", "history"]
Kind = Literal["replace", "insert", "delete"]

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")

CATEGORIES = (
    "empathy_missing", "ignores_concern", "blame_shift", "defensive", "dismissive", "temper",
    "closed_question", "leading_question", "vague_promise", "overpromise", "guess", "jargon",
    "too_long", "robotic_template", "unfilled_placeholder", "not_personal", "no_next_step",
    "stonewalling_policy", "public_private_data", "public_heated", "circular_end",
    "praise_missing_thanks", "other",
)  # fmt: skip


class Span(NamedTuple):
    """A stretch of text in code points, end exclusive. A review has many, and a tuple is made in no time."""

    start: int
    end: int

    def as_dict(self) -> dict[str, int]:
        return {"start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that led to a finding. `turn` counts in Context.turns; None for the draft."""

    source: Source
    span: Span
    label: str = ""
    turn: int | None = None

    def as_dict(self) -> dict[str, Any]:
        return {"source": self.source, **self.span.as_dict(), "label": self.label, "turn": self.turn}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One better wording. `safe` means that it may be taken without reading it again."""

    kind: Kind
    start: int
    end: int
    text: str
    safe: bool = False

    def apply_to(self, draft: str) -> str:
        return draft[: self.start] + self.text + draft[self.end :]

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "safe": self.safe,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thought about the text, never about its writer."""

    code: str
    name: str
    title: str
    category: str
    severity: Severity
    message: Said
    why: str
    span: Span | None = None
    evidence: tuple[Evidence, ...] = ()
    suggestion: Suggestion | None = None
    confidence: float = 0.9
    origin: str = "rule"
    doc: str = ""
    holds: bool = False

    def judged(self, severity: Severity, confidence: float, *, holds: bool) -> Finding:
        """The same with another weight: dataclasses.replace takes five times as long."""
        return Finding(
            self.code, self.name, self.title, self.category, severity, self.message, self.why, self.span,
            self.evidence, self.suggestion, confidence, self.origin, self.doc, holds,
        )  # fmt: skip

    def in_language(self, language: str) -> Finding:
        """Told to a reader of this language. The better wording stays in that of the draft."""
        return replace(
            self,
            title=Said(self.title).in_language(language),
            message=self.message.in_language(language),
            why=Said(self.why).in_language(language),
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "name": self.name,
            "title": self.title,
            "category": self.category,
            "severity": self.severity,
            "message": self.message,
            "why": self.why,
            "span": self.span.as_dict() if self.span else None,
            "evidence": [seen.as_dict() for seen in self.evidence],
            "suggestion": self.suggestion.as_dict() if self.suggestion else None,
            "confidence": round(self.confidence, 3),
            "origin": self.origin,
            "doc": self.doc,
            "holds": self.holds,
        }

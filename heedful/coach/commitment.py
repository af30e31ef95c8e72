"""What a message commits to: who does what, until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from heedful.coach.finding import Span
from heedful.coach.reading.time.due import Precision


@dataclass(frozen=True, slots=True)
class Commitment:
    """`actor` is 'i', 'we', 'named:<name>' or 'third'; `due` is local wall time, a date, or None."""

    actor: str
    action: str
    due_text: str
    due: str | None
    precision: Precision
    conditional: bool
    span: Span

    def as_dict(self) -> dict[str, Any]:
        return {
            "actor": self.actor,
            "action": self.action,
            "due_text": self.due_text,
            "due": self.due,
            "precision": self.precision,
            "conditional": self.conditional,
            "span": self.span.as_dict(),
        }

"""The coach: an explainable linter for customer replies, offline and without any dependency."""

from heedful.coach.commitment import Commitment
from heedful.coach.customer import CustomerReading, read_customer
from heedful.coach.draft import Context, Draft, OpenPromise, Turn
from heedful.coach.escalation import Escalation, Reason
from heedful.coach.finding import Evidence, Finding, Span, Suggestion
from heedful.coach.report import Meter, Review, Strength
from heedful.coach.review import review
from heedful.coach.standards import Standards
from heedful.coach.tone import Measure, Tone

__all__ = [
    "Commitment",
    "Context",
    "CustomerReading",
    "Draft",
    "Escalation",
    "Evidence",
    "Finding",
    "Measure",
    "Meter",
    "OpenPromise",
    "Reason",
    "Review",
    "Span",
    "Standards",
    "Strength",
    "Suggestion",
    "Tone",
    "Turn",
    "read_customer",
    "review",
]

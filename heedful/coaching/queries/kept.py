"""How the coach saw a reply that was sent, for whoever wrote it and for leads of the brand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heedful.coach.catalog import RULES
from heedful.coaching.models import SentReview
from heedful.coaching.tongue import told
from heedful.interactions.models import Interaction
from heedful.team.viewer import NotHere, Viewer

TITLES = {rule.code: rule.title for rule in RULES}
STRENGTHS = {
    "heard": _("Takes up what happened to the customer."),
    "owned": _("Keeps the fault here."),
    "thanks": _("Thanks the customer for the kind words."),
    "when": _("Says when."),
    "name": _("Greets the customer by name."),
}


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """One finding as it was. `words` are read from the message, so they are gone when the message is."""

    code: str
    title: str
    severity: str
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The review of one sent reply."""

    interaction_id: int
    conversation_id: int
    sent_at: int
    standards_version: str
    coach_version: str
    meter: dict[str, Any]
    strengths: tuple[str | Promise, ...]
    reason: str
    findings: tuple[KeptFinding, ...]

    @property
    def is_clear(self) -> bool:
        return not self.findings


def kept_review(viewer: Viewer, interaction_id: int) -> Kept | None:
    """None where nothing was kept; NotHere for everybody but the writer and leads. Three queries."""
    row = Interaction.objects.filter(
        pk=interaction_id, brand_id__in=viewer.brand_ids, direction="out", withdrawn_at=None
    ).first()
    if row is None or not (row.person_id == viewer.person_id or viewer.can("lead", row.brand_id)):
        raise NotHere
    review = SentReview.objects.filter(interaction_id=row.pk).first()
    return _kept(row, review) if review else None


def _kept(row: Interaction, review: SentReview) -> Kept:
    written = row.extra.get("written", row.text)
    found = tuple(
        KeptFinding(one.code, told(TITLES.get(one.code, one.name)), one.severity, one.outcome, _words(written, one))
        for one in review.findings.order_by("id")
    )
    return Kept(
        interaction_id=row.pk,
        conversation_id=row.conversation_id,
        sent_at=review.sent_at,
        standards_version=review.standards_version,
        coach_version=review.coach_version,
        meter=review.meter,
        strengths=tuple(STRENGTHS[name] for name in review.strengths if name in STRENGTHS),
        reason=review.reason,
        findings=found,
    )


def _words(written: str, finding: Any) -> str:
    return written[finding.start : finding.end] if finding.start is not None else ""

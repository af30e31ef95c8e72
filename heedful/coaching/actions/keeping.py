"""Keep how the coach saw a reply that leaves, and let it go again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Max

from heedful.coach import Finding
from heedful.coach.catalog import RULES
from heedful.coaching.actions.reviewing import Judged
from heedful.coaching.models import Dismissal, Outcome, SentFinding, SentReview, Taking, TrendChoice
from heedful.events.instant import now
from heedful.interactions.models import Interaction

_RULES = {rule.code: rule for rule in RULES}
MOST = 100  # findings of one reply; a thousand would say no more


def keep_review(*, interaction: Interaction, team_id: int | None, judged: Judged, reason: str = "") -> SentReview:
    """Call it inside the transaction that records the reply. The reason is why it went out all the same."""
    versions = dict(judged.review.versions)
    keeps_trends = not TrendChoice.objects.filter(brand_id=interaction.brand_id, keeps_trends=False).exists()
    taken = _taken(interaction)
    row = SentReview.objects.create(
        interaction=interaction,
        brand_id=interaction.brand_id,
        team_id=team_id,
        person_id=interaction.person_id if keeps_trends else None,
        sent_at=now(),
        standards_version=versions.get("standards", "")[:40],
        coach_version=versions.get("coach", "")[:20],
        meter=judged.review.meter.as_dict(),
        strengths=[strength.name for strength in judged.review.strengths],
        reason=reason[:300],
    )
    found = [*_rows(row, judged.review.findings, Outcome.STOOD), *_rows(row, judged.dismissed, Outcome.DISMISSED)]
    found += [_taking(row, code) for code in taken if code in _RULES]
    SentFinding.objects.bulk_create(found[:MOST])
    return row


def forget_review(*, interaction_id: int) -> None:
    """The reply was taken back: it is a draft again, and what was taken counts when it leaves once more."""
    SentReview.objects.filter(interaction_id=interaction_id).delete()


def forget_reviews(conversation_ids: list[int]) -> None:
    """The words of these conversations were old enough: nothing of what was said about them stays either."""
    SentReview.objects.filter(interaction__conversation_id__in=conversation_ids).delete()
    Taking.objects.filter(conversation_id__in=conversation_ids).delete()
    Dismissal.objects.filter(conversation_id__in=conversation_ids).update(words="", reason="")


def _taken(interaction: Interaction) -> list[str]:
    """By this writer in this conversation since their reply before."""
    mine = {"conversation_id": interaction.conversation_id, "person_id": interaction.person_id}
    before = SentReview.objects.filter(**{f"interaction__{name}": key for name, key in mine.items()})
    since = before.aggregate(last=Max("sent_at"))["last"] or 0
    rows = Taking.objects.filter(**mine, created_at__gt=since)
    return list(rows.order_by("id").values_list("code", flat=True)[:MOST])


def _taking(row: SentReview, code: str) -> SentFinding:
    rule = _RULES[code]
    return SentFinding(review=row, code=code, name=rule.name, severity=rule.severity, outcome=Outcome.TAKEN)


def _rows(row: SentReview, findings: Iterable[Finding], outcome: str) -> Iterator[SentFinding]:
    for one in findings:
        start, end = one.span or (None, None)
        yield SentFinding(
            review=row, code=one.code, name=one.name, severity=one.severity, start=start, end=end, outcome=outcome
        )

"""Ask the coach about a draft; remember what a writer did not want to hear again."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from heedful.coach import Draft, Finding, Review, review
from heedful.coaching import kinds
from heedful.coaching.models import Dismissal
from heedful.coaching.queries import context_of, dismissed
from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions.queries import Talk, conversation, conversation_of
from heedful.standards.queries import current
from heedful.team.viewer import Viewer


def review_draft(*, viewer: Viewer, conversation_id: int, text: str) -> Review:
    """The coach's thoughts about a draft, without those that were dismissed here. Writes nothing."""
    return review_for(viewer=viewer, talk=conversation(viewer, conversation_id), text=text)


def review_for(*, viewer: Viewer, talk: Talk, text: str) -> Review:
    """The same for a conversation that has been read already."""
    found = review(Draft(text), context_of(viewer, talk), current(talk.brand_id))
    gone = {(row.code, row.words) for row in dismissed(talk.id)}
    kept = tuple(finding for finding in found.findings if (finding.code, mark_of(finding, text)) not in gone)
    return found if len(kept) == len(found.findings) else replace(found, findings=kept)


def dismiss(*, viewer: Viewer, conversation_id: int, code: str, words: str, reason: str) -> Dismissal:
    """'Not here': this finding is not shown again in this conversation for these words."""
    with transaction.atomic():
        conversation = conversation_of(viewer, conversation_id)
        row = Dismissal.objects.create(
            conversation=conversation,
            person_id=viewer.person_id,
            code=code[:10],
            words=words[:300],
            reason=" ".join(reason.split())[:300],
            created_at=now(),
        )
        about = Subject(conversation.brand_id, conversation.customer_id, conversation.pk)
        record(kinds.DISMISSED, about, person_id=viewer.person_id, code=row.code)
    return row


def words_of(finding: Finding, text: str) -> str:
    """The words a finding stands under; empty for something that is missing."""
    return text[finding.span.start : finding.span.end][:300] if finding.span else ""


def mark_of(finding: Finding, text: str) -> str:
    """What tells this finding from others of its rule: its words, or what is said of something missing."""
    return (words_of(finding, text) or finding.message)[:300]

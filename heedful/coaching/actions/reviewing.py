"""Ask the coach about a draft. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from heedful.coach import Draft, Finding, Review, review
from heedful.coaching.queries import Matter, context_of, dismissed, matter_of
from heedful.interactions.queries import Talk
from heedful.standards.queries import current
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Judged:
    """A review as the writer sees it, and beside it what they said 'not here' to."""

    review: Review
    dismissed: tuple[Finding, ...] = ()

    @property
    def held(self) -> tuple[Finding, ...]:
        """For what this text does not leave without a second look."""
        return tuple(finding for finding in self.review.findings if needs_second_look(finding))


def needs_second_look(finding: Finding) -> bool:
    """What the standards hold back by name, and whatever they call an error."""
    return finding.holds or finding.severity == "error"


def review_draft(*, viewer: Viewer, conversation_id: int, text: str) -> Review:
    """The coach's thoughts about a draft, without those that were dismissed here."""
    return review_for(viewer=viewer, talk=matter_of(viewer, conversation_id), text=text)


def review_for(*, viewer: Viewer, talk: Talk | Matter, text: str) -> Review:
    """The same for a conversation that has been read already."""
    return judge(viewer=viewer, talk=talk, text=text).review


def judge(*, viewer: Viewer, talk: Talk | Matter, text: str) -> Judged:
    """Everything found, parted by what was dismissed here."""
    found = review(Draft(text), context_of(talk), current(talk.brand_id))
    gone = set(dismissed(talk.id).values_list("code", "words"))
    if not gone:
        return Judged(found)
    away = tuple(finding for finding in found.findings if (finding.code, mark_of(finding, text)) in gone)
    kept = tuple(finding for finding in found.findings if finding not in away)
    return Judged(replace(found, findings=kept), away)


def words_of(finding: Finding, text: str) -> str:
    """The words a finding stands under; empty for something that is missing."""
    return text[finding.span.start : finding.span.end][:300] if finding.span else ""


def mark_of(finding: Finding, text: str) -> str:
    """What tells this finding from others of its rule: its words, or what is said of something missing.

    The same in every language, for a colleague may read another one.
    """
    return (words_of(finding, text) or finding.message.english)[:300]

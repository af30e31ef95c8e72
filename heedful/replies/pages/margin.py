"""A review as it stands in the margin of a draft: numbered thoughts, what is well, what holds it back."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heedful.coach import Finding, Review
from heedful.coach.catalog import RULES
from heedful.coach.practices import PRACTICES
from heedful.coaching.actions import mark_of, needs_second_look, words_of
from heedful.coaching.tongue import reader

_PRACTICE = {rule.code: next((one for one in rule.practices if one in PRACTICES), "") for rule in RULES}


@dataclass(frozen=True, slots=True)
class Thought:
    """One finding with its number in the list and a name that outlives small changes of the text."""

    id: str
    number: int
    finding: Finding
    words: str
    mark: str
    before: str

    @property
    def marks(self) -> list[tuple[int, int]]:
        """The words to underline; findings about what is missing have none."""
        seen = [one.span for one in self.finding.evidence if one.source == "draft"]
        spans = [self.finding.span] if self.finding.span else seen
        return [(span.start, span.end) for span in spans if span.end > span.start]

    @property
    def holds(self) -> bool:
        """Whether the reply does not leave like this without a second look."""
        return needs_second_look(self.finding)

    @property
    def practice(self) -> str:
        """The habit behind it, which can be shown; empty where no model sentences are at hand."""
        return _PRACTICE.get(self.finding.code, "")

    @property
    def degree(self) -> str:
        """How much it matters, in a word: colour is never the only sign."""
        if self.holds:
            return _("holds it back")
        return {"warning": _("worth changing"), "info": _("a thought")}[self.finding.severity]

    def as_note(self) -> dict[str, Any]:
        """For the script: places in code points."""
        better = self.finding.suggestion
        return {
            "id": self.id,
            "code": self.finding.code,
            "number": self.number,
            "holds": self.holds,
            "marks": self.marks,
            "better": {"start": better.start, "end": better.end, "text": better.text} if better else None,
        }


@dataclass(frozen=True, slots=True)
class Margin:
    """Everything beside one draft."""

    thoughts: tuple[Thought, ...]
    review: Review | None

    @property
    def held_count(self) -> int:
        return sum(thought.holds for thought in self.thoughts)

    @property
    def held(self) -> str:
        """The words on the button while the reply is held back; empty when it may go."""
        count = self.held_count
        return ngettext("Held: %(n)d finding", "Held: %(n)d findings", count) % {"n": count} if count else ""

    @property
    def summary(self) -> str:
        if self.review is None:
            return ""
        if self.held_count:
            words = ngettext("%(n)d holds this reply back", "%(n)d hold this reply back", self.held_count)
            return words % {"n": self.held_count}
        count = len(self.thoughts)
        if not count:
            return _("nothing to change")
        return ngettext("%(n)d thought, you decide", "%(n)d thoughts, you decide", count) % {"n": count}

    @property
    def spoken(self) -> str:
        """What a screen reader hears once the writer rests."""
        if self.review is None:
            return ""
        titles = "; ".join(thought.finding.title for thought in self.thoughts)
        found = _("Coach: %(summary)s. %(titles)s") % {"summary": self.summary, "titles": titles}
        # What is well comes first, for the ear as for the eye.
        return " ".join([*(str(one.message) for one in self.review.strengths), found])

    def as_answer(self) -> dict[str, Any]:
        """Places and words for the script; the list itself is rendered beside it."""
        notes = [thought.as_note() for thought in self.thoughts]
        return {"notes": notes, "summary": self.spoken, "held": self.held}


def margin_of(review: Review | None, text: str) -> Margin:
    """Number the findings in the order of the text."""
    if review is None:
        return Margin((), None)
    met: Counter[str] = Counter()
    thoughts = []
    review = review.in_language(reader())
    for number, finding in enumerate(review.findings, 1):
        words = words_of(finding, text)
        name = _name(finding, words)
        met[name] += 1
        thoughts.append(
            Thought(f"{name}-{met[name]}", number, finding, words, mark_of(finding, text), _replaced(finding, text))
        )
    return Margin(tuple(thoughts), review)


def _name(finding: Finding, words: str) -> str:
    about = words or finding.message.english
    return f"{finding.code}-{hashlib.blake2s(about.encode(), digest_size=6).hexdigest()}"


def _replaced(finding: Finding, text: str) -> str:
    better = finding.suggestion
    return text[better.start : better.end] if better else ""

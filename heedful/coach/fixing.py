"""Taking the safe suggestions: from the end of the text to its start, until none is left."""

from __future__ import annotations

from heedful.coach.draft import Context, Draft
from heedful.coach.finding import Suggestion
from heedful.coach.review import review
from heedful.coach.standards import Standards

_ROUNDS = 5


def fixed(draft: Draft, context: Context, standards: Standards) -> Draft:
    """Only what may be taken without reading it again; what overlaps waits for the next round."""
    for _ in range(_ROUNDS):
        safe = _apart([one.suggestion for one in review(draft, context, standards).findings if one.suggestion])
        if not safe:
            return draft
        text = draft.text
        for suggestion in reversed(safe):
            text = suggestion.apply_to(text)
        draft = Draft(text)
    return draft


def _apart(suggestions: list[Suggestion]) -> list[Suggestion]:
    kept: list[Suggestion] = []
    for one in sorted((one for one in suggestions if one.safe), key=lambda one: (one.start, one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept

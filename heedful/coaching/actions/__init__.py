"""Ask the coach, and keep what was answered to it."""

from heedful.coaching.actions.dismissing import dismiss
from heedful.coaching.actions.reviewing import (
    Judged,
    judge,
    mark_of,
    needs_second_look,
    review_draft,
    review_for,
    words_of,
)

__all__ = [
    "Judged",
    "dismiss",
    "judge",
    "mark_of",
    "needs_second_look",
    "review_draft",
    "review_for",
    "words_of",
]

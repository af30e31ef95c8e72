"""Ask the coach, and keep what was answered to it."""

from heedful.coaching.actions.dismissing import dismiss
from heedful.coaching.actions.keeping import forget_review, forget_reviews, keep_review
from heedful.coaching.actions.reviewing import (
    Judged,
    judge,
    mark_of,
    needs_second_look,
    review_draft,
    review_for,
    words_of,
)
from heedful.coaching.actions.taking import take
from heedful.coaching.actions.trends import choose_trends

__all__ = [
    "Judged",
    "choose_trends",
    "dismiss",
    "forget_review",
    "forget_reviews",
    "judge",
    "keep_review",
    "mark_of",
    "needs_second_look",
    "review_draft",
    "review_for",
    "take",
    "words_of",
]

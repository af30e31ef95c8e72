"""What the coach must know, and what is known of what it said."""

from heedful.coaching.queries.context import CHANNEL_IN_PUBLIC, ROLE, TURNS, context_of
from heedful.coaching.queries.dismissals import dismissals_by_rule, dismissed
from heedful.coaching.queries.kept import Kept, KeptFinding, kept_review

__all__ = [
    "CHANNEL_IN_PUBLIC",
    "ROLE",
    "TURNS",
    "Kept",
    "KeptFinding",
    "context_of",
    "dismissals_by_rule",
    "dismissed",
    "kept_review",
]

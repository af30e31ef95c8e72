"""What the coach must know, and what is known of what it said."""

from heedful.coaching.queries.context import CHANNEL_IN_PUBLIC, ROLE, context_of
from heedful.coaching.queries.dismissals import dismissals_by_rule, dismissed
from heedful.coaching.queries.kept import Kept, KeptFinding, kept_review
from heedful.coaching.queries.matter import TURNS, Matter, matter_of
from heedful.coaching.queries.own import OwnWriting, RuleLine, own_writing
from heedful.coaching.queries.teams import FEWEST_REPLIES, FEWEST_WRITERS, Teams, by_team, keeps_trends

__all__ = [
    "CHANNEL_IN_PUBLIC",
    "FEWEST_REPLIES",
    "FEWEST_WRITERS",
    "ROLE",
    "TURNS",
    "Kept",
    "KeptFinding",
    "Matter",
    "OwnWriting",
    "RuleLine",
    "Teams",
    "by_team",
    "context_of",
    "dismissals_by_rule",
    "dismissed",
    "keeps_trends",
    "kept_review",
    "matter_of",
    "own_writing",
]

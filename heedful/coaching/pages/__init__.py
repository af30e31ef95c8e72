"""The screens of the coach that belong to nobody's draft."""

from heedful.coaching.pages.findings import dismissals, rule, takings
from heedful.coaching.pages.own import my_writing
from heedful.coaching.pages.practices import practice_page
from heedful.coaching.pages.sent import sent_review
from heedful.coaching.pages.teams import teams_writing, trends

__all__ = [
    "dismissals",
    "my_writing",
    "practice_page",
    "rule",
    "sent_review",
    "takings",
    "teams_writing",
    "trends",
]

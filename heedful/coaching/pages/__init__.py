"""The screens of the coach that belong to nobody's draft."""

from heedful.coaching.pages.findings import dismissals, rule, takings
from heedful.coaching.pages.practices import practice_page
from heedful.coaching.pages.sent import sent_review

__all__ = ["dismissals", "practice_page", "rule", "sent_review", "takings"]

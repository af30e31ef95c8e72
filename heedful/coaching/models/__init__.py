"""What must outlive the screen: answers to the coach, reviews of what was sent, the choice of trends."""

from heedful.coaching.models.answers import Dismissal, Taking
from heedful.coaching.models.fairness import TrendChoice
from heedful.coaching.models.sent import Outcome, SentFinding, SentReview

__all__ = ["Dismissal", "Outcome", "SentFinding", "SentReview", "Taking", "TrendChoice"]

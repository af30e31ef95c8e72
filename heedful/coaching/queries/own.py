"""What the coach said about one's own replies, week by week. Of oneself only; nobody can ask it of somebody else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F
from django.utils import timezone

from heedful.coach.catalog import RULES
from heedful.coach.practices import Practice, practices_of
from heedful.coaching.models import SentFinding, SentReview
from heedful.coaching.queries.kept import STRENGTHS, TITLES
from heedful.coaching.tongue import told
from heedful.events.instant import DAY, from_datetime
from heedful.team.viewer import Viewer

WEEKS = 12
WEEK = 7 * DAY
MOST = 5000  # replies that are looked through for what they did well
RETURNING = 3
_KNOWN = {rule.code for rule in RULES}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: how often it spoke up in each week, oldest first, and what became of it."""

    code: str
    title: str
    weeks: tuple[int, ...]
    stood: int
    taken: int
    dismissed: int

    @property
    def total(self) -> int:
        return sum(self.weeks)

    @property
    def weeks_met(self) -> int:
        return sum(1 for times in self.weeks if times)

    @property
    def practice(self) -> Practice | None:
        """The first habit behind it."""
        return next(iter(practices_of(self.code)), None)


@dataclass(frozen=True, slots=True)
class OwnWriting:
    """`weeks` are their Mondays and `replies` the count of replies in each; strengths are words and counts."""

    weeks: tuple[date, ...]
    replies: tuple[int, ...]
    strengths: tuple[tuple[str, int], ...]
    rules: tuple[RuleLine, ...]

    @property
    def returning(self) -> tuple[RuleLine, ...]:
        """What comes back most: met in the most weeks, and in more than one."""
        again = [line for line in self.rules if line.weeks_met > 1]
        return tuple(sorted(again, key=lambda line: (-line.weeks_met, -line.total, line.code))[:RETURNING])


def own_writing(viewer: Viewer) -> OwnWriting:
    """Of the last twelve weeks, on the reader's clock. Two queries."""
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    weeks = tuple(monday - timedelta(weeks=back) for back in reversed(range(WEEKS)))
    since = from_datetime(timezone.make_aware(datetime.combine(weeks[0], time())))
    mine = {"person_id": viewer.person_id, "brand_id__in": viewer.brand_ids, "sent_at__gte": since}
    replies, strengths = _replies(SentReview.objects.filter(**mine).order_by("-sent_at"), since)
    return OwnWriting(weeks, replies, strengths, _rules(viewer, since))


def _replies(rows: Iterable[SentReview], since: int) -> tuple[tuple[int, ...], tuple[tuple[str, int], ...]]:
    weeks, well = Counter[int](), Counter[str]()
    for sent_at, names in rows.values_list("sent_at", "strengths")[:MOST]:  # type: ignore[attr-defined]
        weeks[_week(sent_at, since)] += 1
        well.update(name for name in names if name in STRENGTHS)
    return tuple(weeks[number] for number in range(WEEKS)), tuple(
        (str(STRENGTHS[name]), n) for name, n in well.most_common()
    )


def _rules(viewer: Viewer, since: int) -> tuple[RuleLine, ...]:
    rows = SentFinding.objects.filter(
        review__person_id=viewer.person_id, review__brand_id__in=viewer.brand_ids, review__sent_at__gte=since
    ).annotate(week=(F("review__sent_at") - since) / WEEK)
    weeks: dict[str, Counter[int]] = defaultdict(Counter)
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    for code, outcome, week, times in (
        rows.values_list("code", "outcome", "week").annotate(times=Count("id")).order_by()
    ):
        weeks[code][min(week, WEEKS - 1)] += times
        outcomes[code][outcome] += times
    lines = [
        RuleLine(code, told(TITLES[code]), tuple(met[number] for number in range(WEEKS)),
                 outcomes[code]["stood"], outcomes[code]["taken"], outcomes[code]["dismissed"])
        for code, met in weeks.items() if code in _KNOWN
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (-line.total, line.code)))


def _week(sent_at: int, since: int) -> int:
    return min((sent_at - since) // WEEK, WEEKS - 1)

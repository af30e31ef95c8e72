"""What the coach says by team and by rule, for leads. Never of a person, and never of a group too small to hide one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from heedful.coaching.models import SentFinding, SentReview, TrendChoice
from heedful.coaching.queries.dismissals import RECENT
from heedful.coaching.queries.kept import TITLES
from heedful.coaching.tongue import told
from heedful.events.instant import now
from heedful.team.models import Team
from heedful.team.viewer import Viewer

FEWEST_WRITERS = 5
FEWEST_REPLIES = 20
FEWEST_FINDINGS = 5


@dataclass(frozen=True, slots=True)
class RuleShare:
    """How often one rule spoke up in a team, and what the writers answered."""

    code: str
    title: str
    found: int
    taken: int
    dismissed: int

    @property
    def dismissed_percent(self) -> int:
        """A rule that is often answered 'not here' is often wrong."""
        return round(100 * self.dismissed / self.found)


@dataclass(frozen=True, slots=True)
class TeamPart:
    """One team, or everybody. `rules` is empty where nothing was found often enough."""

    name: str
    replies: int
    rules: tuple[RuleShare, ...]


@dataclass(frozen=True, slots=True)
class Teams:
    """The parts that may be shown, and the names of those that are too small."""

    parts: tuple[TeamPart, ...]
    too_small: tuple[str, ...]


def by_team(viewer: Viewer, brand_id: int) -> Teams:
    """Of ninety days; four queries at most. For leads."""
    viewer.require("lead", brand_id)
    since = now() - RECENT
    sent = SentReview.objects.filter(brand_id=brand_id, sent_at__gt=since)
    sizes = {team: (replies, writers) for team, replies, writers in _sizes(sent)}
    shown = {team for team, size in sizes.items() if _is_large(*size)}
    hidden = set(sizes) - shown
    found = _found(brand_id, since)
    names = {None: _("Without a team"), **dict(Team.objects.filter(brand_id=brand_id).values_list("pk", "name"))}
    ordered = sorted(shown, key=lambda team: (team is None, names.get(team, "")))
    parts = [TeamPart(names.get(team, ""), sizes[team][0], _shares(found[team])) for team in ordered]
    if _may_show_all(sent, sizes, shown, hidden) and len(sizes) > 1:
        everybody = sum(found.values(), Counter[tuple[str, str]]())
        parts.insert(0, TeamPart(_("Everybody"), sum(size[0] for size in sizes.values()), _shares(everybody)))
    return Teams(tuple(parts), tuple(sorted(names.get(team, "") for team in hidden)))


def keeps_trends(brand_id: int) -> bool:
    """Whether the brand keeps, for each writer alone, what the coach said about their replies."""
    return not TrendChoice.objects.filter(brand_id=brand_id, keeps_trends=False).exists()


def _sizes(sent: QuerySet[SentReview]) -> QuerySet[SentReview, tuple[int | None, int, int]]:
    groups = sent.values("team_id").annotate(
        replies=Count("id"), writers=Count("interaction__person_id", distinct=True)
    )
    return groups.order_by().values_list("team_id", "replies", "writers")


def _is_large(replies: int, writers: int) -> bool:
    return replies >= FEWEST_REPLIES and writers >= FEWEST_WRITERS


def _may_show_all(
    sent: QuerySet[SentReview],
    sizes: dict[int | None, tuple[int, int]],
    shown: set[int | None],
    hidden: set[int | None],
) -> bool:
    """What is left when the shown teams are taken from the whole must be large enough itself."""
    if not hidden:
        return bool(shown)
    rest = sent if not shown else sent.exclude(team_id__in=shown - {None})
    if None in shown:
        rest = rest.exclude(team_id=None)
    return _is_large(sum(sizes[team][0] for team in hidden), rest.values("interaction__person_id").distinct().count())


def _found(brand_id: int, since: int) -> dict[int | None, Counter[tuple[str, str]]]:
    rows = SentFinding.objects.filter(review__brand_id=brand_id, review__sent_at__gt=since)
    counted = rows.values_list("review__team_id", "code", "outcome").annotate(times=Count("id")).order_by()
    found: dict[int | None, Counter[tuple[str, str]]] = defaultdict(Counter)
    for team, code, outcome, times in counted:
        found[team][code, outcome] += times
    return found


def _shares(found: Counter[tuple[str, str]]) -> tuple[RuleShare, ...]:
    totals = Counter[str]()
    for (code, _outcome), times in found.items():
        totals[code] += times
    often = [(code, times) for code, times in totals.items() if times >= FEWEST_FINDINGS and code in TITLES]
    lines = [
        RuleShare(code, told(TITLES[code]), times, found[code, "taken"], found[code, "dismissed"])
        for code, times in often
    ]
    return tuple(sorted(lines, key=lambda line: (-line.found, line.code)))

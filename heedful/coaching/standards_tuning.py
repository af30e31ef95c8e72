"""Rules that annoy: how often each spoke in what was sent, what became of it, and how a lead turns it down."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from heedful.coach.catalog import RULES
from heedful.coaching.models import Outcome, SentFinding
from heedful.coaching.queries import dismissals_by_rule
from heedful.coaching.tongue import told
from heedful.events.instant import DAY, now
from heedful.standards.actions import change_standards
from heedful.standards.models import StandardsVersion
from heedful.standards.queries import in_force
from heedful.team.viewer import Viewer

RECENT = 90 * DAY
TITLES = {rule.code: rule.title for rule in RULES}


@dataclass(frozen=True, slots=True)
class Share:
    """One rule over ninety days of the brand, never of a person. Percentages are of `found`."""

    code: str
    title: str
    found: int
    taken: int
    dismissed: int


def shares(viewer: Viewer, brand_id: int) -> list[Share]:
    """Rules that were sent away at least once, the most sent away first. Two queries."""
    viewer.require("lead", brand_id)
    rows = SentFinding.objects.filter(review__brand_id=brand_id, review__sent_at__gt=now() - RECENT)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, outcome, times in rows.values_list("code", "outcome").annotate(n=Count("id")).order_by():
        counts[code][outcome] = times
    away = dismissals_by_rule(viewer, brand_id)
    found = [_share(code, counts[code], away.get(code, 0)) for code in TITLES if code in counts or code in away]
    return sorted((one for one in found if one.dismissed), key=lambda one: (-one.dismissed, one.code))


def turn_down(*, viewer: Viewer, brand_id: int, code: str, pause: dict[str, str] | None = None) -> StandardsVersion:
    """Make a rule a mere hint, or let it pause with a reason until a day; as a new version of the standards."""
    if code not in TITLES:
        raise ValueError(_("There is no such rule."))
    known = in_force(viewer, brand_id)
    document: dict[str, Any] = dict(known.document)
    if pause is None:
        document["severities"] = {**document["severities"], code: "info"}
    else:
        others = [one for one in document["paused"] if one["code"] != code]
        document["paused"] = [*others, {**pause, "code": code}]
    return change_standards(viewer=viewer, brand_id=brand_id, document=document, based_on=known.version)


def _share(code: str, sent: Counter[str], dismissals: int) -> Share:
    """A reply that was never sent left no review, but its dismissals count all the same."""
    away = max(dismissals, sent[Outcome.DISMISSED])
    found = sent[Outcome.STOOD] + sent[Outcome.TAKEN] + away
    return Share(code, told(TITLES[code]), found, _percent(sent[Outcome.TAKEN], found), _percent(away, found))


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0

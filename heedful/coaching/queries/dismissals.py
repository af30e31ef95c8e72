"""What writers said 'not here' to."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from heedful.coaching.models import Dismissal
from heedful.events.instant import DAY, now
from heedful.team.viewer import Viewer

RECENT = 90 * DAY


def dismissed(conversation_id: int) -> QuerySet[Dismissal]:
    """What writers said 'not here' to in this conversation."""
    return Dismissal.objects.filter(conversation_id=conversation_id)


def dismissals_by_rule(viewer: Viewer, brand_id: int) -> dict[str, int]:
    """How often 'not here' was said to each rule within ninety days: a rule that annoys can be tuned."""
    viewer.require("lead", brand_id)
    rows = Dismissal.objects.filter(conversation__brand_id=brand_id, created_at__gt=now() - RECENT)
    return dict(rows.values_list("code").annotate(times=Count("id")).order_by())

"""What the coach must know of a conversation, gathered from the record."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from heedful.coach import Context, Turn
from heedful.coaching.models import Dismissal
from heedful.customers.models import Remembered
from heedful.events.instant import DAY, now, to_datetime
from heedful.interactions.queries import Talk, timeline
from heedful.team.hours.queries import schedule_of
from heedful.team.hours.words import coach_text
from heedful.team.viewer import Viewer

TURNS = 12
RECENT = 90 * DAY
CHANNEL_IN_PUBLIC = "social-public"
ROLE = {"in": "customer", "out": "agent", "internal": "note"}


def context_of(viewer: Viewer, talk: Talk) -> Context:
    """The conversation as the coach reads it: the last turns, oldest first, and who speaks."""
    moments = timeline(viewer, talk.id, limit=TURNS, with_files=False)
    turns = tuple(
        Turn(
            role=ROLE[moment.direction],  # type: ignore[arg-type]
            text=moment.text[:20_000],
            name=moment.author_name,
            at=to_datetime(moment.happened_at),
        )
        for moment in moments
        if not moment.is_automatic
    )
    facts = Remembered.objects.filter(customer_id=talk.customer_id).order_by("-id").values_list("text", flat=True)
    hours = schedule_of(talk.brand_id, talk.team_id).hours_at(now())
    return Context(
        channel=CHANNEL_IN_PUBLIC if talk.is_public else talk.channel,
        public=talk.is_public,
        turns=turns,
        customer_name=talk.customer_name,
        facts=tuple(facts[:20]),
        now=to_datetime(now()),
        tz=hours.timezone,
        hours=coach_text(hours),
    )


def dismissed(conversation_id: int) -> QuerySet[Dismissal]:
    """What writers said 'not here' to in this conversation."""
    return Dismissal.objects.filter(conversation_id=conversation_id)


def dismissals_by_rule(viewer: Viewer, brand_id: int) -> dict[str, int]:
    """How often 'not here' was said to each rule within ninety days: a rule that annoys can be tuned."""
    viewer.require("lead", brand_id)
    rows = Dismissal.objects.filter(conversation__brand_id=brand_id, created_at__gt=now() - RECENT)
    return dict(rows.values_list("code").annotate(times=Count("id")).order_by())

"""What the coach must know of a conversation, gathered from the record."""

from __future__ import annotations

from heedful.coach import Context, OpenPromise, Turn
from heedful.customers.models import Remembered
from heedful.events.instant import now, to_datetime
from heedful.interactions.queries import Talk, timeline
from heedful.promises.queries import open_for
from heedful.team.hours.queries import schedule_of
from heedful.team.hours.words import coach_text
from heedful.team.viewer import Viewer

TURNS = 12
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
        open_promises=tuple(
            OpenPromise(what, None if due is None else to_datetime(due), broken=is_late)
            for what, due, is_late in open_for(talk.brand_id, talk.customer_id)
        ),
        now=to_datetime(now()),
        tz=hours.timezone,
        hours=coach_text(hours),
    )

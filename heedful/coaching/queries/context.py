"""What the coach must know of a conversation, gathered from the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from heedful.coach import Context, OpenPromise, Turn
from heedful.coaching.queries.matter import Matter, said_in
from heedful.customers.models import Remembered
from heedful.events.instant import now, to_datetime
from heedful.interactions.queries import Talk
from heedful.promises.queries import open_for
from heedful.team.hours.plan import Hours
from heedful.team.hours.queries import schedule_of
from heedful.team.hours.words import coach_text

FACTS = 20
LONGEST = 20_000  # of one turn
CHANNEL_IN_PUBLIC = "social-public"
ROLE = {"in": "customer", "out": "agent", "internal": "note"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a draft stands. `turns` are (direction, text, author's name, instant), oldest first."""

    channel: str
    is_public: bool
    customer_name: str
    turns: Iterable[tuple[str, str, str, int]]
    facts: Iterable[str]
    at: int
    hours: Hours
    owed: Iterable[tuple[str, int | None, bool]] = ()


def context_of(talk: Talk | Matter) -> Context:
    """The conversation as the coach reads it: the last turns, oldest first, and who speaks."""
    turns, is_public = said_in(talk.id)
    facts = Remembered.objects.filter(customer_id=talk.customer_id).order_by("-id").values_list("text", flat=True)
    moment = now()
    return as_context(
        Place(
            channel=talk.channel,
            is_public=is_public,
            customer_name=talk.customer_name,
            turns=turns,
            facts=facts[:FACTS],
            at=moment,
            hours=schedule_of(talk.brand_id, talk.team_id).hours_at(moment),
            owed=open_for(talk.brand_id, talk.customer_id),
        )
    )


def as_context(place: Place) -> Context:
    """What the coach takes; the same for a draft of now and for a message of last week."""
    return Context(
        channel=CHANNEL_IN_PUBLIC if place.is_public else place.channel,
        public=place.is_public,
        turns=tuple(
            Turn(role=ROLE[direction], text=text[:LONGEST], name=name, at=to_datetime(at))  # type: ignore[arg-type]
            for direction, text, name, at in place.turns
        ),
        customer_name=place.customer_name,
        facts=tuple(place.facts),
        open_promises=tuple(
            OpenPromise(what, None if due is None else to_datetime(due), broken=is_late)
            for what, due, is_late in place.owed
        ),
        now=to_datetime(place.at),
        tz=place.hours.timezone,
        hours=coach_text(place.hours),
    )

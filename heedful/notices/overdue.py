"""Finds who has been waiting longer than the goal. The clock is the cause, so this records an event of its own."""

from __future__ import annotations

from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from heedful.events.actions import record
from heedful.events.instant import DAY, MINUTE, now
from heedful.interactions.actions.ledger import about
from heedful.interactions.models import Conversation
from heedful.interactions.queries.goals import goal_of
from heedful.notices import kinds
from heedful.notices.models import Overdue
from heedful.team.hours.queries import schedules_of

BATCH = 500
LONG_AGO = 30 * DAY  # whoever has waited longer than this is no news: they are on the radar
SECONDS = 30.0


def find_overdue() -> int:
    """Record it once for each wait of a conversation that somebody, or a team, is in charge of. How many."""
    moment = now()
    rows = list(_past_the_calendar(moment)[:BATCH])
    schedules = schedules_of({(row.brand_id, row.team_id) for row in rows}) if rows else {}
    told = 0
    for row in rows:
        since = row.waiting_since or moment
        goal = goal_of(row.brand.reply_goal_minutes, since, schedules[row.brand_id, row.team_id])
        if goal.due_at <= moment:
            told += _record_once(row, since)
    return 0 if told < BATCH else told


def seconds_to_next_look() -> float:
    return SECONDS


def _past_the_calendar(moment: int) -> QuerySet[Conversation]:
    known = Overdue.objects.filter(conversation=OuterRef("pk"), since=OuterRef("waiting_since"))
    goal = Cast("brand__reply_goal_minutes", BigIntegerField()) * MINUTE
    rows = Conversation.objects.filter(
        Q(assignee__isnull=False) | Q(team__isnull=False), state=Conversation.State.OPEN, snoozed_until=None,
        waiting_since__gt=moment - LONG_AGO, waiting_since__lte=moment - goal,
    )  # fmt: skip
    return rows.exclude(Exists(known)).select_related("brand").order_by("waiting_since")


def _record_once(row: Conversation, since: int) -> bool:
    """Two processes may find the same; the row of the mark decides which of them tells."""
    with transaction.atomic():
        mark, is_ours = Overdue.objects.get_or_create(conversation=row, defaults={"since": since})
        if not is_ours:
            is_ours = Overdue.objects.filter(pk=mark.pk).exclude(since=since).update(since=since) == 1
        if is_ours:
            record(kinds.OVERDUE, about(row), since=since)
    return is_ours

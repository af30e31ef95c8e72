"""Put off until later: out of sight, back by the clock or when the customer writes, and always on the radar."""

from __future__ import annotations

import pytest
import time_machine
from django.db import transaction

from heedful.events.instant import DAY, HOUR, MINUTE, now, to_datetime
from heedful.events.models import Event
from heedful.interactions.actions import (
    Writing,
    mark_read,
    mark_undelivered,
    record_outbound,
    resolve,
    seconds_to_next_waking,
    snooze,
    wake,
    wake_due,
)  # fmt: skip
from heedful.interactions.models import Conversation
from heedful.interactions.queries import counts, inbox, radar
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast


@pytest.fixture
def row(cast: Cast) -> Conversation:
    return mail_in(cast.brand.pk).conversation


def views_with(cast: Cast, row: Conversation) -> set[str]:
    return {view for view in counts(cast.viewer) if row.pk in {one.id for one in inbox(cast.viewer, view)}}


def test_it_leaves_the_lists_of_work_and_stays_on_the_radar(cast: Cast, row: Conversation) -> None:
    snooze(viewer=cast.viewer, conversation_id=row.pk, until=now() + HOUR)
    assert views_with(cast, row) == {"snoozed", "all"}
    assert [line.conversation_id for line in radar(cast.viewer)] == [row.pk]
    assert radar(cast.viewer)[0].snoozed_until
    assert counts(cast.viewer)["waiting"] == 0
    wake(viewer=cast.viewer, conversation_id=row.pk)
    assert views_with(cast, row) == {"unassigned", "waiting", "all"}


def test_its_time_comes_and_it_looks_unread(cast: Cast, row: Conversation) -> None:
    mark_read(viewer=cast.viewer, conversation_id=row.pk)
    snooze(viewer=cast.viewer, conversation_id=row.pk, until=now() + HOUR)
    assert wake_due() == 0
    assert HOUR // 1_000_000 - 60 < (seconds_to_next_waking() or 0) <= HOUR // 1_000_000
    with time_machine.travel(to_datetime(now() + HOUR + MINUTE)):
        assert wake_due() == 1
        assert wake_due() == 0
    assert seconds_to_next_waking() is None
    assert inbox(cast.viewer, "waiting")[0].is_unread
    assert Event.objects.get(kind="conversation.woken").details == {"by": "clock"}


def test_the_customer_writes_and_it_is_back_at_once(cast: Cast, row: Conversation) -> None:
    snooze(viewer=cast.viewer, conversation_id=row.pk, until=now() + DAY)
    mail_in(cast.brand.pk, "I am away", conversation=Conversation.objects.get(pk=row.pk), automatic=True)
    assert views_with(cast, row) == {"snoozed", "all"}, "a machine wakes nobody"
    mail_in(cast.brand.pk, "Please hurry", conversation=Conversation.objects.get(pk=row.pk))
    assert "waiting" in views_with(cast, row)
    assert Event.objects.get(kind="conversation.woken").details == {"by": "customer"}


def test_a_reply_that_came_back_brings_it_back(cast: Cast, row: Conversation) -> None:
    with transaction.atomic():
        reply = record_outbound(viewer=cast.viewer, conversation_id=row.pk, writing=Writing("Yes.", "k"))
    snooze(viewer=cast.viewer, conversation_id=row.pk, until=now() + DAY)
    mark_undelivered(interaction=reply, reason="no such user")
    assert "waiting" in views_with(cast, row)


def test_what_is_resolved_is_not_put_off(cast: Cast, row: Conversation) -> None:
    snooze(viewer=cast.viewer, conversation_id=row.pk, until=now() + DAY)
    resolve(viewer=cast.viewer, conversation_id=row.pk, reason="solved")
    assert views_with(cast, row) == {"all", "resolved"}
    with pytest.raises(ValueError, match="Reopen it first"):
        snooze(viewer=cast.viewer, conversation_id=row.pk, until=now() + DAY)


@pytest.mark.parametrize("ahead", [-HOUR, 0, 400 * DAY, 10**18])
def test_a_time_that_makes_no_sense_is_refused(cast: Cast, row: Conversation, ahead: int) -> None:
    with pytest.raises(ValueError, match="still to come"):
        snooze(viewer=cast.viewer, conversation_id=row.pk, until=now() + ahead)


def test_the_soonest_is_first_and_pages_follow(cast: Cast) -> None:
    rows = [mail_in(cast.brand.pk, sender=f"p{number}@client.test").conversation_id for number in range(5)]
    for number, conversation_id in enumerate(rows):
        snooze(viewer=cast.viewer, conversation_id=conversation_id, until=now() + (9 - number) * HOUR)
    first = inbox(cast.viewer, "snoozed", limit=2)
    then = inbox(cast.viewer, "snoozed", limit=5, after=first[-1].cursor)
    assert [row.id for row in [*first, *then]] == rows[::-1]

"""How long customers waited: what counts as an answer, when a wait begins, and opening time."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from heedful.channels.message import Inbound, Party
from heedful.customers.actions import Caller, recognise
from heedful.events.instant import DAY, HOUR, MINUTE, as_if_at
from heedful.interactions.actions import (
    Arrival,
    Writing,
    mark_undelivered,
    record_inbound,
    record_note,
    record_outbound,
)
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import conversation, inbox, radar
from heedful.interactions.queries.clocks import Clocks, clocks
from heedful.interactions.queries.goals import goal_of
from heedful.interactions.tests.factories import mail_in
from heedful.team.hours.actions import set_hours
from heedful.team.hours.plan import Hours
from heedful.team.hours.queries import schedule_of
from heedful.team.hours.tests.walk import instant
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

FRIDAY = instant("2026-11-20T16:00+01:00")
MONDAY = instant("2026-11-23T10:00+01:00")


@pytest.fixture
def asked(cast: Cast) -> Interaction:
    """On Friday at four, an hour before closing."""
    return mail_in(cast.brand.pk, at=FRIDAY)


def answer(cast: Cast, asked: Interaction, at: int, **how: Any) -> Interaction:
    writing = Writing("Tomorrow.", f"key-of-{at}", happened_at=at, **how)
    with transaction.atomic():
        return record_outbound(viewer=cast.viewer, conversation_id=asked.conversation_id, writing=writing)


def read(cast: Cast, asked: Interaction, at: int = MONDAY) -> Clocks:
    talk = conversation(cast.viewer, asked.conversation_id)
    with as_if_at(at):
        return clocks(cast.viewer, talk, schedule_of(talk.brand_id, talk.team_id))


def test_nobody_answered_yet(cast: Cast, asked: Interaction) -> None:
    first = read(cast, asked).first
    assert first is not None
    assert (first.answered_at, first.calendar, first.open_time) == (None, MONDAY - FRIDAY, 2 * HOUR)


def test_first_response_over_a_weekend(cast: Cast, asked: Interaction) -> None:
    answer(cast, asked, MONDAY)
    first = read(cast, asked).first
    assert first is not None
    assert (first.answered_at, first.calendar, first.open_time) == (MONDAY, 66 * HOUR, 2 * HOUR)


def test_a_reply_outside_of_the_hours_to_a_question_outside_of_them_took_no_opening_time(cast: Cast) -> None:
    asked = mail_in(cast.brand.pk, at=FRIDAY + 3 * HOUR)
    answer(cast, asked, FRIDAY + 5 * HOUR)
    first = read(cast, asked).first
    assert first is not None
    assert (first.calendar, first.open_time) == (2 * HOUR, 0)


def test_what_answers_nobody_stops_no_clock(cast: Cast, asked: Interaction) -> None:
    at = FRIDAY + 10 * MINUTE
    record_note(viewer=cast.viewer, conversation_id=asked.conversation_id, writing=Writing("Hm", "n1", happened_at=at))
    robot = answer(cast, asked, FRIDAY + 20 * MINUTE, answers=False)
    Interaction.objects.filter(pk=robot.pk).update(is_automatic=True)
    answer(cast, asked, FRIDAY + 30 * MINUTE, answers=False, extra={"forwarded_to": ["x@maker.test"]})
    mark_undelivered(interaction=answer(cast, asked, FRIDAY + 40 * MINUTE), reason="no such box")
    assert read(cast, asked).first.answered_at is None
    answer(cast, asked, FRIDAY + 50 * MINUTE)
    assert read(cast, asked).first.calendar == 50 * MINUTE


def test_where_we_wrote_first_the_second_message_is_the_first_response(cast: Cast, asked: Interaction) -> None:
    ours = answer(cast, asked, FRIDAY + HOUR)
    Interaction.objects.filter(pk=asked.pk).update(conversation=mail_in(cast.brand.pk, sender="x@y.test").conversation)
    Conversation.objects.filter(pk=ours.conversation_id).update(opened_at=FRIDAY + HOUR)
    assert read(cast, ours).first is None
    mail_in(cast.brand.pk, conversation=ours.conversation, at=FRIDAY + 2 * HOUR)
    answer(cast, ours, FRIDAY + 4 * HOUR)
    assert read(cast, ours).first.calendar == 3 * HOUR


def test_more_questions_do_not_start_the_clock_anew(cast: Cast, asked: Interaction) -> None:
    answer(cast, asked, FRIDAY + MINUTE)
    for minutes in (10, 20, 30):
        mail_in(cast.brand.pk, conversation=asked.conversation, at=FRIDAY + minutes * MINUTE)
    answer(cast, asked, FRIDAY + 40 * MINUTE)
    answer(cast, asked, FRIDAY + 50 * MINUTE)
    mail_in(cast.brand.pk, conversation=asked.conversation, at=MONDAY - MINUTE)
    later = read(cast, asked).next
    assert [(wait.began_at - FRIDAY, wait.calendar) for wait in later[:-1]] == [(10 * MINUTE, 30 * MINUTE)]
    assert (later[-1].answered_at, later[-1].calendar) == (None, MINUTE)


def test_what_came_in_unseen_goes_on_waiting(cast: Cast, asked: Interaction) -> None:
    mail_in(cast.brand.pk, conversation=asked.conversation, at=FRIDAY + MINUTE)
    answer(cast, asked, FRIDAY + 2 * MINUTE, seen=asked.pk)
    told = read(cast, asked)
    assert told.first.calendar == 2 * MINUTE
    answer(cast, asked, FRIDAY + 5 * MINUTE)
    assert conversation(cast.viewer, asked.conversation_id).waiting_since is None


def test_a_visit_that_was_dealt_with_took_no_time(cast: Cast) -> None:
    visit = Inbound(
        channel="in_person", kind="visit", content_key="k1", sender=Party("", "Ida"), text="Came by", new_text="Came by"
    )
    with transaction.atomic():
        customer = recognise(Caller(cast.brand.pk, "email", "ida@client.test", "Ida"), at=FRIDAY)
        row = record_inbound(Arrival(visit, customer, FRIDAY, person_id=cast.agent.pk, is_settled=True))
    told = read(cast, row)
    assert (told.first.answered_at, told.first.calendar) == (FRIDAY, 0)
    assert told.next == ()


def test_the_hours_of_the_answer_count_for_the_whole_wait(cast: Cast, asked: Interaction) -> None:
    admin = viewer_of(cast.admin)
    always = Hours("Europe/Berlin", (((0, 1440),),) * 7)
    with as_if_at(FRIDAY + DAY):
        row = set_hours(viewer=admin, brand_id=cast.brand.pk, hours=always)
    answer(cast, asked, MONDAY)
    first = read(cast, asked).first
    assert first is not None
    assert (first.open_time, first.hours_version) == (66 * HOUR, row.pk)


def test_the_goal_counts_opening_time_where_the_hours_say_so(cast: Cast) -> None:
    by_calendar = goal_of(240, FRIDAY, schedule_of(cast.brand.pk))
    assert (by_calendar.minutes, by_calendar.due_at, by_calendar.in_open_time) == (240, FRIDAY + 4 * HOUR, False)
    with as_if_at(FRIDAY - DAY):
        set_hours(
            viewer=viewer_of(cast.admin),
            brand_id=cast.brand.pk,
            hours=Hours("Europe/Berlin", goal_in_open_time=True),
        )
    with as_if_at(MONDAY):
        goal = goal_of(240, FRIDAY, schedule_of(cast.brand.pk))
    assert goal.in_open_time
    assert (goal.due_at, goal.open_used) == (MONDAY + 2 * HOUR, 2 * HOUR)
    assert goal.minutes == 68 * 60


def test_a_list_counts_the_goal_as_the_conversation_does(cast: Cast, asked: Interaction) -> None:
    def goals() -> tuple[int, int]:
        return inbox(cast.viewer, "waiting")[0].goal_minutes, radar(cast.viewer)[0].goal_minutes

    assert goals() == (240, 240)
    hours = Hours("Europe/Berlin", goal_in_open_time=True)
    with as_if_at(FRIDAY - DAY):
        set_hours(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, hours=hours)
    with as_if_at(MONDAY):
        goal = goal_of(240, asked.happened_at, schedule_of(cast.brand.pk)).minutes
        assert goals() == (goal, goal)
        assert goal > 60 * 60

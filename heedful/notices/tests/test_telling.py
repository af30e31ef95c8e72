from __future__ import annotations

from typing import Any

import pytest
import time_machine

from heedful.events.instant import DAY, MINUTE, as_if_at, now
from heedful.events.models import Event
from heedful.interactions import kinds as interactions
from heedful.interactions.actions import (
    assign,
    be_gone,
    be_present,
    follow,
    give_to_team,
    mark_read,
    merge,
    resolve,
    snooze,
    wake_due,
)  # fmt: skip
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.notices.actions import Wish, choose
from heedful.notices.models import Notice
from heedful.notices.news import ALL
from heedful.notices.overdue import find_overdue
from heedful.notices.reactions import tell_new_owner, tell_of_customers_words
from heedful.notices.tests.factories import owned_by, settle, told
from heedful.replies.actions import add_note, hand_over, save_draft
from heedful.replies.actions.schedule import schedule_reply
from heedful.switchboard.actions import give_up
from heedful.switchboard.tests.factories import make_account
from heedful.team.actions import deactivate, remove_from_brand
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

pytestmark = pytest.mark.django_db


def test_whoever_is_named_is_told_once_and_not_of_the_note_as_well(cast: Cast) -> None:
    row = owned_by(cast.colleague, cast)
    add_note(viewer=cast.viewer, conversation_id=row.pk, text="@Bruno could you look? @Alva too", key="n-1")
    settle()
    assert told(cast.colleague) == ["mentioned"]
    assert told(cast.agent) == [], "naming oneself is no news"


def test_an_event_that_is_handled_again_tells_nobody_twice(cast: Cast) -> None:
    row = owned_by(cast.lead, cast)
    assign(viewer=cast.viewer, conversation_id=row.pk, person_id=cast.colleague.pk)
    settle()
    tell_new_owner(Event.objects.filter(kind=interactions.ASSIGNED).latest("id"))
    assert told(cast.colleague) == ["assigned"]


def test_nobody_is_told_of_what_they_did_themselves(cast: Cast) -> None:
    row = mail_in(cast.brand.pk).conversation
    settle()
    assign(viewer=cast.viewer, conversation_id=row.pk, person_id=cast.agent.pk)
    settle()
    assert told(cast.agent) == []


def test_nobody_is_told_of_what_they_have_open(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    be_present(viewer=cast.viewer, conversation_id=row.pk, is_writing=False)
    mail_in(cast.brand.pk, "And another thing", conversation=row)
    settle()
    assert told(cast.agent) == []
    be_gone(viewer=cast.viewer, conversation_id=row.pk)
    mail_in(cast.brand.pk, "One more", conversation=row)
    settle()
    assert told(cast.agent) == ["reply"]


def test_what_was_read_before_the_news_got_round_is_no_news(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    mail_in(cast.brand.pk, "And another thing", conversation=row)
    mark_read(viewer=cast.viewer, conversation_id=row.pk)
    settle()
    assert told(cast.agent) == []


def test_whoever_has_left_is_not_told(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    for person in (cast.colleague, cast.lead):
        follow(viewer=viewer_of(person), conversation_id=row.pk)
    remove_from_brand(viewer=viewer_of(cast.admin), person_id=cast.colleague.pk, brand_id=cast.brand.pk)
    deactivate(viewer=viewer_of(cast.admin), person_id=cast.lead.pk)
    mail_in(cast.brand.pk, "Hello?", conversation=row)
    settle()
    assert (told(cast.colleague), told(cast.lead), told(cast.agent)) == ([], [], ["reply"])


def test_a_customers_words_reach_owner_and_followers_a_robots_nobody(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    follow(viewer=viewer_of(cast.lead), conversation_id=row.pk)
    mail_in(cast.brand.pk, "I am away", conversation=row, automatic=True)
    settle()
    assert told(cast.lead) == told(cast.agent) == []
    mail_in(cast.brand.pk, "Hello?", conversation=row)
    settle()
    assert told(cast.lead) == told(cast.agent) == ["reply"]
    assert told(cast.colleague) == []


def test_a_team_is_told_but_not_who_gave_it(cast: Cast) -> None:
    row = mail_in(cast.brand.pk).conversation
    give_to_team(viewer=cast.viewer, conversation_id=row.pk, team_id=cast.team.pk)
    settle()
    assert (told(cast.agent), told(cast.lead), told(cast.colleague)) == ([], ["team"], [])


def test_a_draft_that_is_handed_over_is_one_notice_with_its_conversation(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    save_draft(viewer=cast.viewer, conversation_id=row.pk, kind="reply", text="Dear Ida,")
    hand_over(viewer=cast.viewer, conversation_id=row.pk, person_id=cast.colleague.pk)
    settle()
    assert told(cast.colleague) == ["draft"]


def test_a_note_is_told_to_those_who_care(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    add_note(viewer=viewer_of(cast.lead), conversation_id=row.pk, text="She rang twice.", key="n-2")
    settle()
    assert (told(cast.agent), told(cast.lead)) == (["note"], [])


def test_a_reply_that_did_not_arrive_is_told_to_its_writer(cast: Cast) -> None:
    from heedful.replies.actions import send_reply

    make_account(cast.brand)
    row = owned_by(cast.lead, cast)
    Conversation.objects.filter(pk=row.pk).update(account_id=cast.brand.accounts.get().pk)
    delivery = send_reply(
        viewer=cast.viewer, conversation_id=row.pk, text="It is on its way.", key="r-1", override_reason="x"
    )
    settle()
    give_up(delivery, "550 no such user")
    settle()
    assert told(cast.agent) == ["stuck"]


def test_a_scheduled_reply_that_is_held_back_is_told_to_its_writer(cast: Cast) -> None:
    make_account(cast.brand)
    row = owned_by(cast.colleague, cast)
    schedule_reply(
        viewer=cast.viewer, conversation_id=row.pk, text="It comes on Friday.", send_at=now() + DAY, override_reason="x"
    )
    mail_in(cast.brand.pk, "Never mind", conversation=row)
    settle()
    assert told(cast.agent) == ["stuck"]


def test_what_comes_back_by_the_clock_is_told_to_its_owner(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    snooze(viewer=cast.viewer, conversation_id=row.pk, until=now() + MINUTE)
    Conversation.objects.filter(pk=row.pk).update(snoozed_until=now() - 1)
    wake_due()
    settle()
    assert told(cast.agent) == ["back"]


def test_a_long_wait_is_told_once_for_each_wait(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    Conversation.objects.filter(pk=row.pk).update(waiting_since=now() - 20 * DAY)
    for _ in range(2):
        find_overdue()
        settle()
    assert told(cast.agent) == ["overdue"]
    Conversation.objects.filter(pk=row.pk).update(waiting_since=now() - 19 * DAY)
    find_overdue()
    settle()
    assert told(cast.agent) == ["overdue", "overdue"]


def test_a_long_wait_that_nobody_has_is_told_to_the_team(cast: Cast) -> None:
    row = mail_in(cast.brand.pk).conversation
    settle()
    Conversation.objects.filter(pk=row.pk).update(waiting_since=now() - 20 * DAY, team=cast.team)
    find_overdue()
    settle()
    assert (told(cast.lead), told(cast.colleague)) == (["overdue"], [])


def test_what_was_found_late_is_no_news(cast: Cast) -> None:
    row = owned_by(cast.lead, cast)
    with as_if_at(now() - 3 * DAY):
        assign(viewer=cast.viewer, conversation_id=row.pk, person_id=cast.colleague.pk)
    settle()
    assert told(cast.colleague) == []


def test_nobody_is_told_what_they_do_not_want_to_hear(cast: Cast) -> None:
    none: frozenset[str] = frozenset()
    ways = {news.code: none for news in ALL} | {"note": frozenset({"digest"})}
    choose(viewer=cast.viewer, wish=Wish(ways))
    row = owned_by(cast.agent, cast)
    mail_in(cast.brand.pk, "Hello?", conversation=row)
    add_note(viewer=viewer_of(cast.lead), conversation_id=row.pk, text="She rang.", key="n-3")
    settle()
    assert list(Notice.objects.values_list("news", "on_page", "for_mail")) == [("note", False, True)]


def test_doing_something_in_a_conversation_puts_its_notices_away(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    mail_in(cast.brand.pk, "Hello?", conversation=row)
    settle()
    assert Notice.objects.filter(person=cast.agent, read_at=None).count() == 1
    resolve(viewer=cast.viewer, conversation_id=row.pk, reason="answered")
    settle()
    assert not Notice.objects.filter(person=cast.agent, read_at=None).exists()


def test_after_a_merge_notices_lead_to_where_the_words_are(cast: Cast) -> None:
    row = owned_by(cast.agent, cast)
    other = mail_in(cast.brand.pk, "The other matter").conversation
    mail_in(cast.brand.pk, "Hello?", conversation=row)
    settle()
    with time_machine.travel(now() / 1_000_000 + 1):
        merge(viewer=viewer_of(cast.lead), conversation_id=other.pk, other_id=row.pk)
    settle()
    assert list(Notice.objects.values_list("conversation_id", flat=True).distinct()) == [other.pk]


def test_what_is_no_news_any_more_costs_no_question(cast: Cast, django_assert_num_queries: Any) -> None:
    row = owned_by(cast.agent, cast)
    said = Event.objects.filter(conversation_id=row.pk, kind=interactions.RECEIVED).latest("id")
    said.at -= 3 * DAY
    with django_assert_num_queries(0):
        tell_of_customers_words(said)
    assert told(cast.agent) == []

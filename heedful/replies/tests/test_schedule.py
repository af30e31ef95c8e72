"""A reply that was put off: it leaves by itself, or waits for its writer when something came in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.events.instant import HOUR, MINUTE, now
from heedful.events.models import Event
from heedful.interactions.models import Conversation
from heedful.interactions.queries import NotFound, radar_count
from heedful.replies.actions import CannotSend, Held, save_draft, schedule_reply, send_due, unschedule
from heedful.replies.actions.schedule import seconds_to_next_scheduled
from heedful.replies.models import Draft
from heedful.replies.queries import scheduled
from heedful.switchboard.models import Account, Delivery
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.tests.factories import Cast
from heedful.team.viewer import Forbidden, viewer_of

TEXT = "Dear Ida, it leaves today."
AGAIN = "In-Reply-To: <a1@client.test>\r\n"


@pytest.fixture
def account(cast: Cast) -> Account:
    return make_account(cast.brand)


@pytest.fixture
def talk(cast: Cast, account: Account) -> Conversation:
    row = arrive(account, raw_mail(message_id="a1@client.test"))
    return Conversation.objects.get(pk=row.conversation_id)


@contextmanager
def later(**much: float) -> Iterator[None]:
    with time_machine.travel(timezone.now() + timedelta(**much), tick=False):
        yield


def put_off(cast: Cast, talk: Conversation, **more) -> Draft:
    seen = talk.interactions.order_by("-id").first().pk
    return schedule_reply(
        viewer=cast.viewer, conversation_id=talk.pk, text=TEXT, send_at=now() + HOUR, seen=seen, **more
    )


def test_it_leaves_at_its_time_and_until_then_the_inquiry_waits(cast: Cast, talk: Conversation) -> None:
    put_off(cast, talk)
    assert send_due() == 0
    assert radar_count(cast.viewer) == 1
    assert 3500 < (seconds_to_next_scheduled() or 0) <= 3600
    with later(minutes=61):
        assert send_due() == 1
        assert send_due() == 0
    assert Delivery.objects.get().interaction.text == TEXT
    assert radar_count(cast.viewer) == 0
    assert not Draft.objects.exists()


def test_when_the_customer_writes_in_between_it_waits_and_says_why(
    cast: Cast, account: Account, talk: Conversation
) -> None:
    draft = put_off(cast, talk)
    arrive(account, raw_mail("Forget it.", message_id="a2@client.test", headers=AGAIN), "1:2")
    dispatch(REACTIONS)
    draft.refresh_from_db()
    assert "written in the meantime" in draft.held_reason
    assert Event.objects.filter(kind="reply.schedule_held", person_id=cast.agent.pk).count() == 1
    with later(minutes=61):
        assert send_due() == 0
    assert draft.text == TEXT


def test_it_waits_too_when_nobody_has_told_it_yet(cast: Cast, account: Account, talk: Conversation) -> None:
    put_off(cast, talk)
    arrive(account, raw_mail("Forget it.", message_id="a2@client.test", headers=AGAIN), "1:2")
    with later(minutes=61):
        assert send_due() == 1
    assert not Delivery.objects.exists()
    assert Draft.objects.get().held_reason


def test_a_machine_writing_in_between_holds_nothing(cast: Cast, account: Account, talk: Conversation) -> None:
    put_off(cast, talk)
    arrive(
        account,
        raw_mail("I am away.", message_id="a2@client.test", headers=f"{AGAIN}Auto-Submitted: auto-replied\r\n"),
        "1:2",
    )
    dispatch(REACTIONS)
    with later(minutes=61):
        send_due()
    assert Delivery.objects.count() == 1


def test_it_can_be_stopped_by_its_writer_or_a_lead_only(cast: Cast, talk: Conversation) -> None:
    draft = put_off(cast, talk)
    with pytest.raises(NotFound):
        unschedule(viewer=cast.stranger, draft_id=draft.pk)
    with pytest.raises(Forbidden):
        unschedule(viewer=viewer_of(cast.colleague), draft_id=draft.pk)
    assert unschedule(viewer=viewer_of(cast.lead), draft_id=draft.pk).send_at is None
    with later(minutes=61):
        assert send_due() == 0
    assert Draft.objects.get().text == TEXT


@pytest.mark.parametrize("send_at", [-HOUR, 0, MINUTE // 2, 400 * 24 * HOUR])
def test_a_time_that_cannot_be_is_refused_in_words(cast: Cast, talk: Conversation, send_at: int) -> None:
    with pytest.raises(CannotSend, match=r"later one|earlier day"):
        schedule_reply(viewer=cast.viewer, conversation_id=talk.pk, text=TEXT, send_at=now() + send_at)


def test_what_the_standards_hold_back_is_said_now_and_not_in_the_morning(cast: Cast, talk: Conversation) -> None:
    with pytest.raises(Held):
        schedule_reply(viewer=cast.viewer, conversation_id=talk.pk, text="Dear {{name}}", send_at=now() + HOUR)
    assert not Draft.objects.exists()


def test_what_cannot_leave_then_waits_with_its_reason(cast: Cast, talk: Conversation) -> None:
    put_off(cast, talk)
    Account.objects.update(channel="none")
    with later(minutes=61):
        send_due()
    assert "No mailbox" in Draft.objects.get().held_reason


def test_the_list_shows_ones_own_and_to_leads_everybodys(cast: Cast, talk: Conversation) -> None:
    put_off(cast, talk)
    save_draft(viewer=viewer_of(cast.colleague), conversation_id=talk.pk, kind="reply", text="Not put off")
    assert [row.subject for row in scheduled(cast.viewer)] == ["My lamp"]
    assert scheduled(viewer_of(cast.colleague)) == []
    assert [row.person_name for row in scheduled(viewer_of(cast.lead))] == ["Alva"]
    assert scheduled(cast.stranger) == []

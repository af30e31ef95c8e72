"""The lists: views, order, pages, and that other brands see nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heedful.channels.message import Inbound, Party
from heedful.events.instant import DAY, MINUTE, now
from heedful.interactions.actions import assign, mark_read, resolve
from heedful.interactions.actions.inbound import when
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import NotFound, conversation, counts, inbox, radar, timeline
from heedful.interactions.tests.factories import mail_in
from heedful.team.models import Membership
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


def _queries(action) -> int:
    with CaptureQueriesContext(connection) as seen:
        action()
    return len(seen)


def test_each_view_holds_what_its_name_says(cast: Cast) -> None:
    mine, _, done = (mail_in(cast.brand.pk, subject=name) for name in ("mine", "nobody's", "done"))
    assign(viewer=cast.viewer, conversation_id=mine.conversation_id, person_id=cast.agent.pk)
    resolve(viewer=cast.viewer, conversation_id=done.conversation_id, reason="solved")
    subjects = {
        view: {row.subject for row in inbox(cast.viewer, view)}
        for view in ("mine", "unassigned", "waiting", "all", "resolved")
    }
    assert subjects == {
        "mine": {"mine"},
        "unassigned": {"nobody's"},
        "waiting": {"mine", "nobody's"},
        "all": {"mine", "nobody's", "done"},
        "resolved": {"done"},
    }
    assert {view: counts(cast.viewer)[view] for view in subjects} == {
        "mine": 1,
        "unassigned": 1,
        "waiting": 2,
        "all": 3,
        "resolved": 1,
    }
    assert all(inbox(cast.stranger, view) == [] for view in subjects)


@pytest.mark.parametrize("view", ["all", "waiting"])
def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast, view: str) -> None:
    start = now() - 100 * MINUTE
    for number in range(23):
        # Two and two share an instant: the id decides between them.
        mail_in(cast.brand.pk, sender=f"c{number}@client.test", at=start + (number // 2) * MINUTE)
    seen, cursor = [], None
    while page := inbox(cast.viewer, view, after=cursor, limit=5):
        seen += [row.id for row in page]
        cursor = page[-1].cursor
    assert len(seen) == len(set(seen)) == 23
    order = [row.last_at for row in inbox(cast.viewer, view, limit=50)]
    assert order == sorted(order, reverse=view == "all")


def test_two_brands_of_one_person_are_merged_in_order(cast: Cast) -> None:
    Membership.objects.create(person=cast.agent, brand=cast.other_brand, role="agent")
    start = now() - 50 * MINUTE
    for number in range(6):
        mail_in(
            (cast.brand if number % 2 else cast.other_brand).pk,
            sender=f"x{number}@client.test",
            at=start + number * MINUTE,
        )
    rows = inbox(viewer_of(cast.agent), "all", limit=4)
    assert [row.last_at for row in rows] == [start + number * MINUTE for number in (5, 4, 3, 2)]
    assert len(radar(viewer_of(cast.agent))) == 6


def test_ten_rows_cost_what_fifty_cost(cast: Cast) -> None:
    for number in range(50):
        mail_in(cast.brand.pk, sender=f"c{number}@client.test")
    first = mail_in(cast.brand.pk, sender="long@client.test")
    row = Conversation.objects.get(pk=first.conversation_id)
    for _ in range(30):
        mail_in(cast.brand.pk, conversation=row)
    viewer = cast.viewer
    assert _queries(lambda: inbox(viewer, "all", limit=10)) == _queries(lambda: inbox(viewer, "all", limit=50)) == 4
    assert _queries(lambda: timeline(viewer, row.pk, limit=5)) == _queries(lambda: timeline(viewer, row.pk)) == 2
    assert _queries(lambda: radar(viewer, limit=5)) == _queries(lambda: radar(viewer, limit=50)) == 2
    assert _queries(lambda: counts(viewer)) == 1


def test_a_conversation_of_another_brand_does_not_exist(cast: Cast) -> None:
    made = mail_in(cast.brand.pk)
    assert conversation(cast.viewer, made.conversation_id).subject == "My lamp"
    for look in (conversation, timeline):
        with pytest.raises(NotFound):
            look(cast.stranger, made.conversation_id)


def test_a_damaged_page_mark_is_said_in_words(cast: Cast) -> None:
    with pytest.raises(ValueError, match="damaged"):
        inbox(cast.viewer, "all", after="1;DROP")


def test_unread_until_read_and_again_after_a_new_mail(cast: Cast) -> None:

    made = mail_in(cast.brand.pk, at=now() - MINUTE)
    assert inbox(cast.viewer, "all")[0].is_unread
    mark_read(viewer=cast.viewer, conversation_id=made.conversation_id)
    assert not inbox(cast.viewer, "all")[0].is_unread
    mail_in(cast.brand.pk, conversation=Conversation.objects.get(pk=made.conversation_id), at=now() + MINUTE)
    assert inbox(cast.viewer, "all")[0].is_unread


def test_a_claimed_date_in_the_future_or_far_past_is_not_believed(cast: Cast) -> None:

    moment = now()
    mail = Inbound(channel="email", kind="message", content_key="k", sender=Party("a@b.test"), sent_at=moment + DAY)
    assert when(mail, moment) == moment

    old = replace(mail, sent_at=moment - 90 * DAY)
    assert when(old, moment) == moment
    assert when(old, moment, trusted=True) == moment - 90 * DAY
    assert Interaction.objects.count() == 0

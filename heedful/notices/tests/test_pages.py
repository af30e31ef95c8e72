from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heedful.events.instant import now
from heedful.interactions.tests.factories import mail_in
from heedful.notices.models import Notice
from heedful.notices.queries import notices, unread_count
from heedful.notices.tests.factories import owned_by
from heedful.team.actions import remove_from_brand
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

pytestmark = pytest.mark.django_db
FETCH = {"HTTP_HX_REQUEST": "true"}


def _some(cast: Cast, count: int, *, read: int = 0) -> list[Notice]:
    """So many notices of our agent in one conversation; the first of them are read."""
    row = owned_by(cast.agent, cast)
    made = [
        Notice(
            person=cast.agent, brand_id=cast.brand.pk, conversation=row, news="mentioned", cause="person.mentioned",
            event_id=1000 + number, by=cast.lead, at=now(), read_at=now() if number < read else None,
        )
        for number in range(count)
    ]  # fmt: skip
    return Notice.objects.bulk_create(made)


def test_unread_ones_come_first_and_no_page_repeats_or_loses_any(cast: Cast) -> None:
    made = _some(cast, 9, read=5)
    seen, after = [], ""
    while True:
        page = notices(cast.viewer, after=after, limit=3)
        seen += [(line.id, line.is_unread) for line in page.lines]
        after = page.next
        if not after:
            break
    unread = [(row.pk, True) for row in reversed(made[5:])]
    assert seen == unread + [(row.pk, False) for row in reversed(made[:5])]


@pytest.mark.parametrize("after", ["x1", "u", "u-1", "r१", "u" + "9" * 40])
def test_a_page_that_never_was_is_refused_in_words(cast: Cast, browse, after: str) -> None:
    answer = browse(cast.agent).get(reverse("notices"), {"after": after})
    assert answer.status_code == 400
    assert "top" in answer.content.decode()


def test_ten_notices_cost_what_twenty_cost(cast: Cast) -> None:
    _some(cast, 20, read=10)
    costs, viewer = [], cast.viewer
    for limit in (10, 20):
        with CaptureQueriesContext(connection) as caught:
            notices(viewer, limit=limit)
        costs.append(len(caught))
    assert max(costs) <= 2
    with CaptureQueriesContext(connection) as caught:
        assert unread_count(viewer) == 10
    assert len(caught) == 1


def test_the_list_tells_who_did_what_where(cast: Cast, browse) -> None:
    _some(cast, 1)
    page = browse(cast.agent).get(reverse("notices")).content.decode()
    assert "Celia named you in a note" in page
    assert "My lamp" in page
    assert "Celia" not in browse(cast.colleague).get(reverse("notices")).content.decode()


def test_the_figure_stands_on_the_rail(cast: Cast, browse) -> None:
    _some(cast, 3)
    assert '<span data-figure="notices">3<' in browse(cast.agent).get(reverse("rail_counts"), **FETCH).content.decode()


def test_opening_a_conversation_puts_its_notices_away_and_no_others(cast: Cast, browse) -> None:
    made = _some(cast, 2)
    other = mail_in(cast.brand.pk, "Another").conversation
    Notice.objects.filter(pk=made[1].pk).update(conversation=other)
    browse(cast.agent).post(reverse("reading", args=[made[0].conversation_id]), **FETCH)
    assert list(Notice.objects.filter(read_at=None).values_list("pk", flat=True)) == [made[1].pk]


def test_one_or_all_can_be_put_away_in_the_list(cast: Cast, browse) -> None:
    made = _some(cast, 3)
    client = browse(cast.agent)
    assert client.post(reverse("notice_reading", args=[made[0].pk]), **FETCH).status_code == 200
    assert unread_count(cast.viewer) == 2
    answer = client.post(reverse("notices_reading"), **FETCH)
    assert "You have seen everything" in answer.content.decode()
    assert unread_count(cast.viewer) == 0
    assert client.post(reverse("notices_reading")).status_code == 302, "a form without scripts comes back to the page"


def test_a_colleagues_notice_is_not_here(cast: Cast, browse) -> None:
    made = _some(cast, 1)
    assert browse(cast.colleague).post(reverse("notice_reading", args=[made[0].pk])).status_code == 404
    assert unread_count(cast.viewer) == 1


def test_of_a_brand_that_one_has_left_nothing_is_shown(cast: Cast) -> None:
    _some(cast, 2)
    remove_from_brand(viewer=viewer_of(cast.admin), person_id=cast.agent.pk, brand_id=cast.brand.pk)
    assert notices(viewer_of(cast.agent)).lines == ()
    assert unread_count(viewer_of(cast.agent)) == 0


def test_an_empty_list_teaches_what_will_be_there(cast: Cast, browse) -> None:
    assert "Nothing has happened yet" in browse(cast.agent).get(reverse("notices")).content.decode()

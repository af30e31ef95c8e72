"""The clock tells of promises: soon, then late, each once for each time that was given, and only while we are open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.events.instant import DAY, HOUR, MINUTE, as_if_at, from_datetime, now
from heedful.events.models import Event
from heedful.interactions.models import Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.notices.models import Notice
from heedful.promises import kinds
from heedful.promises.actions import move
from heedful.promises.clock import tell_what_is_due
from heedful.promises.due import Wish
from heedful.promises.tests.factories import promise
from heedful.team.hours.actions import set_hours
from heedful.team.hours.plan import Hours
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def asked(cast: Cast) -> Interaction:
    return mail_in(cast.brand.pk)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The next day at noon, with the brand open from nine to five on every day."""
    day = datetime.now(BERLIN).replace(hour=12, minute=0, second=0, microsecond=0)
    with as_if_at(from_datetime(day) + DAY):
        yield


@pytest.fixture(autouse=True)
def opening(cast: Cast) -> None:
    hours = Hours(timezone="Europe/Berlin", week=tuple(((9 * 60, 17 * 60),) for _ in range(7)))
    set_hours(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, hours=hours)


def told() -> list[str]:
    return list(
        Event.objects.filter(kind__in=[kinds.DUE_SOON, kinds.LATE]).order_by("id").values_list("kind", flat=True)
    )


def test_soon_then_late_each_once_and_anew_after_a_move(cast: Cast, asked: Interaction) -> None:
    row = promise(cast.viewer, asked, due_at=now() + 30 * MINUTE)
    promise(cast.viewer, asked, due_at=now() + 3 * DAY)
    assert [tell_what_is_due(), tell_what_is_due(), told()] == [1, 0, [kinds.DUE_SOON]]
    with as_if_at(now() + HOUR):
        assert [tell_what_is_due(), tell_what_is_due()] == [1, 0]
        wish = Wish("", None, now() + HOUR)
        move(viewer=cast.viewer, promise_id=row.pk, wish=wish, reason="no parts", was_due=row.due_at)
        assert tell_what_is_due() == 1
    assert told() == [kinds.DUE_SOON, kinds.LATE, kinds.DUE_SOON]


def test_what_is_due_before_we_open_is_told_while_we_are_open(cast: Cast, asked: Interaction) -> None:
    at = {hour: now() + (hour - 12) * HOUR for hour in (12, 16, 20)}
    promise(cast.viewer, asked, due_at=at[16] + 16 * HOUR)  # at eight in the morning
    for moment, count in ((at[12], 0), (at[20], 0), (at[16], 1)):
        with as_if_at(moment):
            assert tell_what_is_due() == count


def test_the_owner_hears_of_it(cast: Cast, asked: Interaction) -> None:
    promise(viewer_of(cast.lead), asked, due_at=now() + 30 * MINUTE)
    promise(cast.viewer, asked, due_at=now() - MINUTE)
    tell_what_is_due()
    dispatch(REACTIONS)
    found = Notice.objects.order_by("id").values_list("person__name", "news")
    assert set(found) == {("Celia", "promise_soon"), ("Alva", "promise_late")}

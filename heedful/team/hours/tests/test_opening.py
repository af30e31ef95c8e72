"""What writers and customers are told about when it opens again."""

from __future__ import annotations

import pytest
from django.utils import timezone

from heedful.team.hours.actions import set_hours
from heedful.team.hours.opening import opening, opening_of, told_to_customers
from heedful.team.hours.plan import Hours
from heedful.team.hours.schedule import Schedule
from heedful.team.hours.tests.walk import instant
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

OFFICE = Schedule.of(Hours("Europe/Berlin", country="DE", subdivision="BE"))
WORDS = {
    "2026-11-25T07:30+01:00": "today at 09:00",
    "2026-11-25T17:00+01:00": "tomorrow at 09:00",
    "2026-11-27T17:00+01:00": "on Monday at 09:00",
    "2026-12-24T23:59+01:00": "on Monday at 09:00",
    "2026-12-31T17:00+01:00": "on Monday at 09:00",
    "2026-11-25T12:00+01:00": "",
}


@pytest.mark.parametrize("moment", WORDS)
def test_when_it_opens_again(moment: str) -> None:
    assert opening_of(OFFICE, instant(moment)).again == WORDS[moment]


def test_a_long_absence_is_told_by_its_date() -> None:
    later = Schedule.of(Hours("Europe/Berlin", (((540, 600),), *[()] * 6), country="DE"))
    assert opening_of(later, instant("2026-11-30T10:00+01:00")).again == "on 7 December at 09:00"
    assert opening_of(Schedule.of(Hours("UTC", ((),) * 7)), instant("2026-01-01T00:00Z")).again == ""


def test_the_zone_is_named_only_where_it_is_not_the_readers_own() -> None:
    told = opening_of(OFFICE, instant("2026-11-27T17:00+01:00"))
    with timezone.override("Europe/Berlin"):
        assert told.elsewhere == ""
    with timezone.override("America/New_York"):
        assert told.elsewhere == "Europe/Berlin"


def test_customers_are_told_once_we_are_closed(cast: Cast) -> None:
    friday = instant("2026-11-27T18:00+01:00")
    assert told_to_customers(cast.brand.pk, at=friday) == "We open again on Monday at 09:00 (Berlin time)."
    assert told_to_customers(cast.brand.pk, at=instant("2026-11-27T12:00+01:00")) == ""


def test_a_team_that_works_late_is_still_there(cast: Cast) -> None:
    late = Hours("Europe/Berlin", (((720, 1440),),) * 7)
    set_hours(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, team_id=cast.team.pk, hours=late)
    evening = instant("2036-11-26T20:00+01:00")
    assert opening(cast.brand.pk, cast.team.pk, at=evening).is_open
    assert not opening(cast.brand.pk, at=evening).is_open

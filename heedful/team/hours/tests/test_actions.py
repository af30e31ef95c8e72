"""Hours are changed by versions, by admins, in their own brand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from heedful.events.instant import DAY, HOUR, as_if_at, now
from heedful.events.models import Event
from heedful.team import kinds, queries
from heedful.team.actions import BrandWish, add_team, update_brand
from heedful.team.hours.actions import drop_team_hours, set_hours, withdraw_hours
from heedful.team.hours.models import HoursVersion
from heedful.team.hours.plan import Hours
from heedful.team.hours.queries import has_own_hours, planned, schedule_of, schedules_of
from heedful.team.hours.tests.walk import instant
from heedful.team.refusal import Refused
from heedful.team.tests.factories import Cast
from heedful.team.viewer import Forbidden, NotHere, viewer_of

NOON = instant("2026-11-25T12:00+01:00")
EVENING = NOON + 8 * HOUR
LATE = Hours("Europe/Berlin", (((720, 1320),),) * 7)


def test_a_new_brand_is_open_on_weekdays_from_nine_to_five_by_its_own_clock(cast: Cast) -> None:
    schedule = schedule_of(cast.brand.pk)
    assert schedule.is_open(NOON)
    assert not schedule.is_open(EVENING)
    assert schedule.next_open(EVENING) == instant("2026-11-26T09:00+01:00")
    assert schedule.hours_at(NOON).timezone == "Europe/Berlin"


def test_new_hours_hold_from_now_and_the_past_keeps_its_own(cast: Cast) -> None:
    with as_if_at(NOON):
        set_hours(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, hours=LATE)
    schedule = schedule_of(cast.brand.pk)
    assert schedule.is_open(EVENING)
    assert not schedule.is_open(EVENING - DAY)
    assert schedule.open_between(NOON - DAY, NOON) == 8 * HOUR
    event = Event.objects.get(kind=kinds.HOURS_CHANGED)
    assert (event.brand_id, event.person_id) == (cast.brand.pk, cast.admin.pk)
    line = queries.audit(viewer_of(cast.admin), cast.brand.pk)[0]
    assert line.what == "set the opening hours of the brand: Mon–Sun 12:00–22:00, Europe/Berlin"


def test_hours_that_are_to_come_can_be_taken_back_until_they_begin(cast: Cast) -> None:
    viewer = viewer_of(cast.admin)
    row = set_hours(viewer=viewer, brand_id=cast.brand.pk, hours=LATE, valid_from=now() + DAY)
    assert [(plan.id, plan.hours) for plan in planned(viewer, cast.brand.pk)] == [(row.pk, LATE)]
    assert schedule_of(cast.brand.pk).hours_at(now()).week != LATE.week
    assert schedule_of(cast.brand.pk).hours_at(now() + 2 * DAY) == LATE
    withdraw_hours(viewer=viewer, version_id=row.pk)
    withdraw_hours(viewer=viewer, version_id=row.pk)
    assert Event.objects.filter(kind=kinds.HOURS_WITHDRAWN).count() == 1
    assert schedule_of(cast.brand.pk).hours_at(now() + 2 * DAY) != LATE
    begun = set_hours(viewer=viewer, brand_id=cast.brand.pk, hours=LATE)
    with pytest.raises(Refused, match="begun"):
        withdraw_hours(viewer=viewer, version_id=begun.pk)


def test_the_past_cannot_be_given_other_hours(cast: Cast) -> None:
    with pytest.raises(Refused, match="past keeps"):
        set_hours(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, hours=LATE, valid_from=now() - HOUR)
    assert not HoursVersion.objects.exists()


def test_a_team_has_the_hours_of_its_brand_until_it_has_its_own(cast: Cast) -> None:
    viewer, team = viewer_of(cast.admin), cast.team.pk
    assert not has_own_hours(team)
    set_hours(viewer=viewer, brand_id=cast.brand.pk, team_id=team, hours=LATE)
    both = schedules_of([(cast.brand.pk, None), (cast.brand.pk, team)])
    assert both[cast.brand.pk, team].hours_at(now()) == LATE
    assert both[cast.brand.pk, None].hours_at(now()) != LATE
    assert has_own_hours(team)
    drop_team_hours(viewer=viewer, brand_id=cast.brand.pk, team_id=team)
    assert not has_own_hours(team)
    assert schedule_of(cast.brand.pk, team).hours_at(now()) != LATE
    told = [line.what for line in queries.audit(viewer, cast.brand.pk)][:2]
    assert told[0] == "lets Front desk go by the opening hours of the brand"
    assert told[1].startswith("set the opening hours of Front desk: Mon–Sun")


@pytest.mark.parametrize("who", ["agent", "lead"])
def test_only_admins_change_hours(who: str, cast: Cast) -> None:
    viewer = viewer_of(getattr(cast, who))
    with pytest.raises(Forbidden):
        set_hours(viewer=viewer, brand_id=cast.brand.pk, hours=LATE)
    with pytest.raises(Forbidden):
        drop_team_hours(viewer=viewer, brand_id=cast.brand.pk, team_id=cast.team.pk)


def test_hours_of_others_are_not_there(cast: Cast) -> None:
    theirs = set_hours(viewer=cast.stranger, brand_id=cast.other_brand.pk, hours=LATE, valid_from=now() + DAY)
    admin = viewer_of(cast.admin)
    with pytest.raises(NotHere):
        set_hours(viewer=admin, brand_id=cast.other_brand.pk, hours=LATE)
    with pytest.raises(NotHere):
        set_hours(viewer=cast.stranger, brand_id=cast.other_brand.pk, team_id=cast.team.pk, hours=LATE)
    with pytest.raises(NotHere):
        withdraw_hours(viewer=admin, version_id=theirs.pk)


@pytest.mark.parametrize(
    "bad", [{"timezone": "Mars/Olympus"}, {"country": "XX"}, {"country": "DE", "subdivision": "TX"}]
)
def test_places_that_are_not_known_are_refused(bad: dict[str, str], cast: Cast) -> None:
    with pytest.raises(Refused):
        set_hours(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, hours=replace(LATE, **bad))


def test_when_the_brand_moves_its_hours_move_and_the_past_does_not(cast: Cast) -> None:
    wish = BrandWish("Harbour Lamps", "Asia/Tokyo", "", 240)
    with as_if_at(NOON):
        update_brand(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, wish=wish)
    schedule = schedule_of(cast.brand.pk)
    assert schedule.hours_at(NOON - DAY).timezone == "Europe/Berlin"
    assert schedule.is_open(instant("2026-11-26T10:00+09:00"))


def test_many_teams_cost_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    viewer = viewer_of(cast.admin)
    teams = [add_team(viewer=viewer, brand_id=cast.brand.pk, name=f"Team {number}").pk for number in range(10)]
    for team in teams[:5]:
        set_hours(viewer=viewer, brand_id=cast.brand.pk, team_id=team, hours=LATE)
    with django_assert_num_queries(1):
        found = schedules_of([(cast.brand.pk, team) for team in teams])
    assert [found[cast.brand.pk, team].hours_at(now()) == LATE for team in teams] == [True] * 5 + [False] * 5

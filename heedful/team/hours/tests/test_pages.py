"""The screen of opening hours: what it shows, what it takes, what it says to bad input, who may use it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from heedful.events.instant import DAY, now, to_datetime
from heedful.team.hours.actions import set_hours
from heedful.team.hours.models import HoursVersion
from heedful.team.hours.plan import Hours
from heedful.team.hours.queries import has_own_hours, schedule_of
from heedful.team.models import Person
from heedful.team.tests.factories import Cast
from heedful.team.timezones import found_timezone
from heedful.team.viewer import viewer_of

Browse = Callable[[Person], Client]
TOMORROW = (to_datetime(now()) + timedelta(days=1)).date()
TYPED = {
    **{f"day{number}": "9-12:30, 13:30-18" for number in range(5)},
    "timezone": "berlin",
    "country": "DE",
    "subdivision": "BE",
    "day_first": [TOMORROW.isoformat(), ""],
    "day_last": [(TOMORROW + timedelta(days=2)).isoformat(), ""],
    "day_hours": ["", ""],
    "day_name": ["Stocktaking", ""],
}


@pytest.fixture
def desk(cast: Cast, browse: Browse) -> Client:
    return browse(cast.admin)


def test_hours_are_saved_and_shown_again(cast: Cast, desk: Client) -> None:
    assert desk.post("/settings/hours/", TYPED).status_code == 302
    hours = schedule_of(cast.brand.pk).hours_at(now())
    assert hours.week == (((540, 750), (810, 1080)),) * 5 + ((), ())
    assert (hours.timezone, hours.country, hours.subdivision) == ("Europe/Berlin", "DE", "BE")
    assert [day.name for day in hours.days] == ["Stocktaking"] * 3
    page = desk.get("/settings/hours/").content.decode()
    assert page.count('value="09:00–12:30, 13:30–18:00"') == 5
    assert page.count('value="Stocktaking"') == 1
    assert "Women" in page
    assert "The opening hours are saved." in page


BAD = [
    ({"day0": "nine"}, "not a time of opening"),
    ({"day0": "9-12, 11-14"}, "overlap"),
    ({"day6": "9" * 300}, "at most 200 characters"),
    ({"timezone": "Mars"}, "not known here"),
    ({"timezone": "Indiana"}, "Which one is meant?"),
    ({"timezone": "x" * 100}, "at most 60 characters"),
    ({"country": "QQ"}, "not known here"),
    ({"valid_from": "2001-01-01"}, "This day is past"),
    ({"valid_from": "soon"}, "valid date"),
    ({"day_first": ["2020-13-45"], "day_name": ["Odd"]}, "This needs a date"),
    ({"day_last": ["2001-01-01", ""]}, "before the first"),
    ({"day_last": ["9999-12-31", ""]}, "too long"),
    ({"day_hours": ["late", ""]}, "not a time of opening"),
    ({"day_first": [TOMORROW.isoformat()] * 2}, "twice"),
]


@pytest.mark.parametrize(("change", "words"), BAD)
def test_bad_input_gets_an_answer_and_keeps_what_was_typed(change: dict, words: str, cast: Cast, desk: Client) -> None:
    answer = desk.post("/settings/hours/", {**TYPED, **change})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "9-12:30, 13:30-18" in page
    assert not HoursVersion.objects.exists()


def test_a_team_gets_hours_and_gives_them_up(cast: Cast, desk: Client) -> None:
    address = f"/settings/hours/?brand={cast.brand.pk}&team={cast.team.pk}"
    assert "goes by the hours of the brand" in desk.get(address).content.decode()
    assert desk.post(address, TYPED).url.endswith(f"team={cast.team.pk}")
    assert has_own_hours(cast.team.pk)
    desk.post(f"/settings/hours/teams/{cast.team.pk}/removal/?brand={cast.brand.pk}")
    assert not has_own_hours(cast.team.pk)


def test_what_is_planned_is_shown_and_can_be_taken_back(cast: Cast, desk: Client) -> None:
    desk.post("/settings/hours/", {**TYPED, "valid_from": (TOMORROW + timedelta(days=9)).isoformat()})
    row = HoursVersion.objects.order_by("version").last()
    assert row.valid_from > now() + 8 * DAY
    assert "Still to come" in desk.get("/settings/hours/").content.decode()
    desk.post(f"/settings/hours/{row.pk}/withdrawal/")
    assert "Still to come" not in desk.get("/settings/hours/").content.decode()


def test_choosing_a_country_shows_its_parts_and_days(desk: Client) -> None:
    page = desk.get("/settings/hours/holidays/?country=DE&subdivision=BE").content.decode()
    assert "Thüringen" in page
    assert 'value="BE" selected' in page
    assert "Women" in page
    assert desk.get("/settings/hours/holidays/?country=%00&subdivision=<b>").status_code == 200


@pytest.mark.parametrize("team", ["0", "x", "9" * 30, "-1"])
def test_teams_that_are_not_there(team: str, desk: Client) -> None:
    assert desk.get(f"/settings/hours/?team={team}").status_code == 404


def test_only_admins_and_only_their_own(cast: Cast, browse: Browse, desk: Client) -> None:
    for person in (cast.agent, cast.lead):
        assert browse(person).get("/settings/hours/").status_code == 403
    assert desk.get(f"/settings/hours/?brand={cast.other_brand.pk}").status_code == 404
    theirs = set_hours(viewer=cast.stranger, brand_id=cast.other_brand.pk, hours=Hours(), valid_from=now() + DAY)
    assert desk.post(f"/settings/hours/{theirs.pk}/withdrawal/").status_code == 404
    outsider = browse(cast.outsider)
    assert outsider.post(f"/settings/hours/teams/{cast.team.pk}/removal/").status_code == 404
    assert not viewer_of(cast.agent).can("admin", cast.brand.pk)


def test_zones_are_found_by_a_city() -> None:
    assert found_timezone(" new  york ") == ("America/New_York", ())
    assert found_timezone("utc") == ("UTC", ())
    assert found_timezone("Lisbon") == ("Europe/Lisbon", ())
    assert found_timezone("indiana")[1]
    assert found_timezone("") == ("", ())

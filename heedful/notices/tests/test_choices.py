from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from heedful.events.instant import DAY, HOUR, MINUTE, from_datetime, to_datetime
from heedful.notices.models import Choices
from heedful.notices.queries import choices_of
from heedful.notices.quiet import Quiet
from heedful.team.tests.factories import Cast

ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
YEAR_2026 = st.integers(min_value=from_datetime(datetime(2026, 1, 1, tzinfo=UTC)) // MINUTE, max_value=29_899_000)
NIGHT = Quiet("Europe/Berlin", 22 * 60, 7 * 60)


def _at(text: str, zone: str = "Europe/Berlin") -> int:
    return from_datetime(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


def test_a_quiet_night_runs_over_midnight_on_the_readers_clock() -> None:
    assert [NIGHT.is_at(_at(f"2026-07-01T{clock}")) for clock in ("21:59", "22:00", "03:00", "06:59", "07:00")] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert NIGHT.over_at(_at("2026-07-01T23:00")) == _at("2026-07-02T07:00")


def test_a_night_is_shorter_or_longer_when_the_clock_jumps() -> None:
    for day, hours in (("2026-03-28", 8), ("2026-10-24", 10)):
        begin = _at(f"{day}T22:00")
        assert NIGHT.over_at(begin) == begin + hours * HOUR


def test_a_time_that_the_clock_leaves_out_comes_as_much_later() -> None:
    assert Quiet("Europe/Berlin").next_hour(2, _at("2026-03-28T12:00")) == _at("2026-03-29T03:00")


def test_a_digest_waits_until_the_quiet_is_over() -> None:
    weekend = Quiet("Europe/Berlin", 22 * 60, 7 * 60, frozenset({5, 6}))
    friday_evening = _at("2026-07-03T20:00")
    assert weekend.next_hour(8, friday_evening) == _at("2026-07-06T07:00")
    assert Quiet(days=frozenset(range(7))).next_hour(8, friday_evening) is None


@given(
    zone=ZONES, begins=st.integers(0, 1439), ends=st.integers(0, 1439),
    days=st.frozensets(st.integers(0, 6), max_size=6), minute=YEAR_2026,
)  # fmt: skip
def test_the_end_of_the_quiet_is_the_first_moment_without_it(zone, begins, ends, days, minute) -> None:
    """Held against a walk, quarter of an hour by quarter, on a clock without quarters of their own."""
    begins, ends = begins - begins % 15, ends - ends % 15
    quiet, start = Quiet(zone, begins, ends, days), minute * MINUTE
    over = quiet.over_at(start)
    assert over is not None
    assert not quiet.is_at(over)
    assert start <= over <= start + 9 * DAY
    walk = range(start, over, 15 * MINUTE)
    assert all(quiet.is_at(moment) for moment in walk)


@given(zone=ZONES, hour=st.integers(0, 23), minute=YEAR_2026)
def test_the_next_hour_is_within_a_day_and_shows_that_hour(zone: str, hour: int, minute: int) -> None:
    struck = Quiet(zone).next_hour(hour, minute * MINUTE)
    assert struck is not None
    assert 0 < struck - minute * MINUTE <= 25 * HOUR
    local = to_datetime(struck).astimezone(ZoneInfo(zone))
    assert local.hour == hour or (local - timedelta(hours=1)).hour == hour


SENT = {"timezone": "Europe/Berlin", "mentioned.page": "on", "mentioned.push": "on", "digest_hour": "8"}


@pytest.mark.django_db
def test_what_was_chosen_is_kept_and_shown_again(cast: Cast, browse) -> None:
    client = browse(cast.agent)
    sent = {**SENT, "begins": "22:00", "ends": "07:00", "days": ["6"]}
    assert client.post(reverse("settings_notices"), sent).status_code == 302
    wish = choices_of(cast.viewer)
    assert wish.ways["mentioned"] == {"page", "push"}
    assert wish.ways["assigned"] == frozenset()
    assert wish.quiet == Quiet("Europe/Berlin", 22 * 60, 7 * 60, frozenset({6}))
    assert Choices.objects.get().digest_due_at
    page = client.get(reverse("settings_notices")).content.decode()
    assert 'name="mentioned.push" checked' in page
    assert 'name="assigned.push" checked' not in page
    assert 'value="22:00' in page


@pytest.mark.django_db
def test_until_one_has_chosen_the_usual_is_shown_on_the_clock_of_the_brand(cast: Cast, browse) -> None:
    page = browse(cast.agent).get(reverse("settings_notices")).content.decode()
    assert 'value="Europe/Berlin"' in page
    assert 'name="mentioned.push" checked' in page
    assert 'name="note.push" checked' not in page
    assert not Choices.objects.exists(), "looking changes nothing"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"timezone": "Atlantis"}, "not known here"),
        ({"timezone": "x" * 5000}, "at most 60"),
        ({"begins": "22:00"}, "leave both empty"),
        ({"begins": "25:00", "ends": "07:00"}, "valid time"),
        ({"days": list("0123456")}, "at least one day"),
        ({"days": ["9"]}, "Select a valid choice"),
        ({"digest_hour": "24"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(cast: Cast, browse, wrong, words) -> None:
    answer = browse(cast.agent).post(reverse("settings_notices"), {**SENT, **wrong})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert 'name="mentioned.push" checked' in page, "what was ticked stays"
    assert not Choices.objects.exists()


@pytest.mark.django_db
def test_that_somebody_chose_stands_in_the_history(cast: Cast, browse) -> None:
    browse(cast.agent).post(reverse("settings_notices"), SENT)
    page = browse(cast.admin).get(reverse("settings_audit")).content.decode()
    assert "chose which notices to get" in page

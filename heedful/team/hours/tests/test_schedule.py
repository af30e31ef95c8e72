"""Open time over changes of the clocks, holidays and versions; each case reckoned by hand."""

from __future__ import annotations

from datetime import date

import pytest

from heedful.events.instant import HOUR, MINUTE, SECOND
from heedful.team.hours.plan import OFFICE_WEEK, Day, Hours, SpecialDay, from_document, to_document
from heedful.team.hours.schedule import EARLIEST, Schedule, Version, woven
from heedful.team.hours.tests.walk import instant

ALWAYS = (((0, 1440),),) * 7
NIGHT: Day = ((20 * 60, 26 * 60),)  # eight in the evening to two in the morning


def weekdays(opens: int, closes: int) -> tuple[Day, ...]:
    return (*[((opens, closes),)] * 5, (), ())


CASES = {
    "the weekend of the American spring change": (
        Hours("America/New_York", weekdays(540, 1050)), "2025-03-07T22:00Z", "2025-03-10T14:00Z", 5400),
    "the weekend of the European autumn change": (
        Hours("Europe/Berlin", weekdays(480, 1020)), "2025-10-24T14:30Z", "2025-10-27T07:30Z", 3600),
    "always open over the spring change is the time that passed": (
        Hours("Europe/London", ALWAYS), "2025-03-30T00:00Z", "2025-03-31T00:00Z", 86_400),
    "always open over a day of twenty-five hours is the time that passed": (
        Hours("Europe/London", ALWAYS), "2025-10-25T23:00Z", "2025-10-27T00:00Z", 90_000),
    "a holiday and then a weekend": (
        Hours("Asia/Kolkata", weekdays(570, 1110), days=(SpecialDay(date(2025, 8, 15)),)),
        "2025-08-14T12:30Z", "2025-08-18T05:00Z", 5400),
    "the Australian change on a Sunday, half an hour into Monday": (
        Hours("Australia/Sydney", weekdays(540, 1020)), "2025-04-04T05:00Z", "2025-04-06T23:30Z", 5400),
    "asked and answered outside of the hours is nothing": (
        Hours("America/New_York", weekdays(540, 1050)), "2025-06-07T10:00Z", "2025-06-08T10:00Z", 0),
    "a night that loses an hour": (
        Hours("Europe/Berlin", (NIGHT,) * 7), "2026-03-28T12:00Z", "2026-03-29T12:00Z", 6 * 3600),
    "a night until four loses an hour in spring": (
        Hours("Europe/Berlin", (((1320, 1680),),) * 7), "2026-03-28T12:00Z", "2026-03-29T12:00Z", 5 * 3600),
    "a night until four gains an hour in autumn": (
        Hours("Europe/Berlin", (((1320, 1680),),) * 7), "2026-10-24T12:00Z", "2026-10-25T12:00Z", 7 * 3600),
    "closing at half past two happens once, the first time": (
        Hours("Europe/Berlin", (((60, 150),),) * 7), "2026-10-24T22:00Z", "2026-10-25T12:00Z", 5400),
    "opening at a time that the clock jumps over": (
        Hours("Europe/Berlin", (((150, 240),),) * 7), "2026-03-29T00:00Z", "2026-03-29T12:00Z", 3600),
    "a day that a country left out": (
        Hours("Pacific/Apia", weekdays(540, 1020)), "2011-12-29T10:00Z", "2012-01-01T10:00Z", 8 * 3600),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_open_time(name: str) -> None:
    hours, start, end, seconds = CASES[name]
    assert Schedule.of(hours).open_between(instant(start), instant(end)) == seconds * SECOND


def test_backwards_and_empty_spans_hold_no_time() -> None:
    office, at = Schedule.of(Hours("Europe/Berlin")), instant("2026-11-25T10:00+01:00")
    assert office.open_between(at, at) == office.open_between(at, at - HOUR) == 0


def test_next_opening_and_closing() -> None:
    office = Schedule.of(Hours("Europe/Berlin"))
    friday, monday = instant("2026-11-27T17:00+01:00"), instant("2026-11-30T09:00+01:00")
    assert office.next_open(friday) == monday
    assert office.next_open(monday) == monday
    assert office.next_close(monday) == instant("2026-11-30T17:00+01:00")
    assert not office.is_open(friday)
    assert office.is_open(friday - 1)


def test_over_the_new_year() -> None:
    night = Schedule.of(Hours("Europe/Berlin", (NIGHT,) * 7))
    start, end = instant("2026-12-31T20:00+01:00"), instant("2027-01-01T02:00+01:00")
    assert night.next_close(start) == end
    assert night.open_between(start, end + HOUR) == 6 * HOUR
    assert night.add_open_time(start, 6 * HOUR) == end


def test_what_is_due_after_four_open_hours() -> None:
    office = Schedule.of(Hours("Europe/Berlin", country="DE", subdivision="BE"))
    assert office.add_open_time(instant("2026-12-24T15:00+01:00"), 4 * HOUR) == instant("2026-12-28T11:00+01:00")
    assert office.add_open_time(instant("2026-12-24T13:00+01:00"), 4 * HOUR) == instant("2026-12-24T17:00+01:00")
    assert office.add_open_time(5, 0) == 5


def test_own_days_win_over_public_holidays() -> None:
    open_anyway = SpecialDay(date(2026, 12, 25), ((600, 720),), "Parcels only")
    office = Schedule.of(Hours("Europe/Berlin", country="DE", days=(open_anyway,)))
    assert office.is_open(instant("2026-12-25T10:30+01:00"))
    assert not office.is_open(instant("2026-12-25T13:00+01:00"))
    assert not office.is_open(instant("2026-01-01T10:30+01:00"))


def test_a_holiday_of_one_part_of_the_country_closes_only_there() -> None:
    womens_day = instant("2027-03-08T12:00+01:00")
    assert not Schedule.of(Hours("Europe/Berlin", country="DE", subdivision="BE")).is_open(womens_day)
    assert Schedule.of(Hours("Europe/Berlin", country="DE", subdivision="BY")).is_open(womens_day)


def test_who_never_opens_says_so() -> None:
    never = Schedule.of(Hours("UTC", ((),) * 7))
    at = instant("2026-01-01T00:00Z")
    assert never.next_open(at) is None
    assert never.add_open_time(at, 1) is None
    assert never.next_close(at) == at


def test_teams_go_by_their_own_hours_while_they_have_some() -> None:
    day = 24 * HOUR
    brand = [Version(EARLIEST, Hours("UTC"), 1)]
    team = [Version(10 * day, Hours("UTC", ALWAYS), 2), Version(20 * day, None, 3)]
    schedule = woven(brand, team)
    assert [(v.valid_from, v.id) for v in schedule.versions] == [(EARLIEST, 1), (10 * day, 2), (20 * day, 1)]
    assert schedule.open_between(10 * day, 20 * day) == 10 * day
    assert schedule.as_of(15 * day).open_between(0, 7 * day) == 7 * day


def test_times_far_away_are_no_trouble() -> None:
    office = Schedule.of(Hours("Europe/Berlin", country="DE"))
    assert office.next_open(2**62) is None
    assert office.open_between(-(2**62), 0) > 0
    assert not office.is_open(-(2**62))


def test_a_year_costs_what_an_hour_costs() -> None:
    """Spans are reckoned once for each year; a question then looks two of them up."""
    office, start = Schedule.of(Hours("Europe/Berlin")), instant("2020-01-01T00:00Z")
    assert office.open_between(start, start + 366 * 24 * HOUR) == 262 * 8 * HOUR
    assert len(list(office._stretches(start, start + 366 * 24 * HOUR))) <= 2


def test_hours_survive_being_kept() -> None:
    hours = Hours("Asia/Tokyo", (NIGHT, *OFFICE_WEEK[1:]), "JP", "", (SpecialDay(date(2026, 8, 13), (), "Obon"),), True)
    kept = from_document(to_document(hours))
    assert kept == hours
    assert hash(kept) == hash(hours)
    assert Schedule.of(kept).open_between(0, 90 * MINUTE) == Schedule.of(hours).open_between(0, 90 * MINUTE)

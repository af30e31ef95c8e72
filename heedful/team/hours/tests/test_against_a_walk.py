"""The quick calendar says what a slow walk over every minute says, for any hours, zones and changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heedful.events.instant import MINUTE, from_datetime
from heedful.team.hours.plan import DAY_MINUTES, Day, Hours, SpecialDay
from heedful.team.hours.schedule import EARLIEST, Schedule, Version, woven
from heedful.team.hours.tests.walk import walk

# A place and a week in which its clocks change, or in which the year does.
MOMENTS = [
    ("Europe/Berlin", date(2026, 3, 28)),
    ("Europe/Berlin", date(2026, 10, 24)),
    ("America/New_York", date(2025, 3, 8)),
    ("America/New_York", date(2025, 11, 1)),
    ("America/St_Johns", date(2011, 11, 5)),  # at one minute past midnight
    ("Australia/Lord_Howe", date(2026, 4, 4)),  # by half an hour
    ("Australia/Lord_Howe", date(2026, 10, 3)),
    ("America/Havana", date(2026, 3, 7)),  # at midnight: the day begins at one
    ("Africa/Cairo", date(2026, 4, 23)),
    ("America/Sao_Paulo", date(2018, 11, 3)),
    ("Pacific/Apia", date(2011, 12, 29)),  # a day that never was
    ("Asia/Kathmandu", date(2025, 12, 31)),  # 5 h 45 m ahead, over the new year
    ("UTC", date(2024, 2, 28)),
    ("Asia/Gaza", date(2026, 10, 23)),
]


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Up to three times of opening that do not overlap; the last may run over midnight."""
    cuts = sorted(draw(st.sets(st.integers(0, DAY_MINUTES - 1), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    if pairs and draw(st.booleans()):
        opens, _ = pairs[-1]
        pairs[-1] = (opens, draw(st.integers(DAY_MINUTES, opens + DAY_MINUTES)))
    return draw(st.sampled_from([tuple(pairs), tuple(pairs), ((0, DAY_MINUTES),), ()]))


@st.composite
def plans(draw: st.DrawFn, zone: str, around: date) -> Hours:
    special = [
        SpecialDay(around + timedelta(days=n), draw(days())) for n in draw(st.sets(st.integers(-2, 4), max_size=2))
    ]
    place = draw(st.sampled_from([("", ""), ("DE", "BE"), ("US", ""), ("BR", "SP")]))
    week = tuple(draw(days()) for _ in range(7))
    return Hours(timezone=zone, week=week, country=place[0], subdivision=place[1], days=tuple(special))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Hours, int, int]:
    zone, around = draw(st.sampled_from(MOMENTS))
    start = (
        from_datetime(datetime(around.year, around.month, around.day, tzinfo=UTC))
        + draw(st.integers(-900, 900)) * MINUTE
    )
    return draw(plans(zone, around)), start, start + draw(st.integers(1, 3 * DAY_MINUTES)) * MINUTE


@settings(max_examples=25, deadline=None)
@given(cases())
def test_open_and_closed_minute_by_minute(case: tuple[Hours, int, int]) -> None:
    hours, start, end = case
    schedule = Schedule.of(hours)
    minutes = list(walk(hours, start, end))
    assert schedule.open_between(start, end) == sum(is_open for _, is_open in minutes) * MINUTE
    for at, is_open in minutes[:: max(len(minutes) // 60, 1)]:
        assert schedule.is_open(at) is is_open, at
    first = next((at for at, is_open in minutes if is_open), None)
    if first is not None:
        assert schedule.next_open(start) == first
    shut = next((at for at, is_open in minutes if not is_open), None)
    if shut is not None:
        assert schedule.next_close(start) == shut


@settings(max_examples=25, deadline=None)
@given(cases(), st.integers(1, 2 * DAY_MINUTES))
def test_what_falls_due_falls_due_after_so_many_open_minutes(case: tuple[Hours, int, int], wanted: int) -> None:
    hours, start, end = case
    open_minutes = [at for at, is_open in walk(hours, start, end) if is_open]
    if len(open_minutes) >= wanted:
        assert Schedule.of(hours).add_open_time(start, wanted * MINUTE) == open_minutes[wanted - 1] + MINUTE


@settings(max_examples=25, deadline=None)
@given(cases(), st.integers(1, 40 * DAY_MINUTES * MINUTE))
def test_due_times_and_open_times_agree_to_the_microsecond(case: tuple[Hours, int, int], duration: int) -> None:
    hours, start, _end = case
    schedule = Schedule.of(hours)
    due = schedule.add_open_time(start, duration)
    if due is None:
        assert not hours.is_ever_open or not any(hours.week)
        return
    assert schedule.open_between(start, due) == duration
    assert schedule.open_between(start, due - 1) == duration - 1
    assert schedule.is_open(due - 1)


@settings(max_examples=15, deadline=None)
@given(cases(), st.integers(0, 3 * DAY_MINUTES), st.data())
def test_the_past_keeps_its_hours(case: tuple[Hours, int, int], after: int, data: st.DataObject) -> None:
    hours, start, end = case
    change = min(start + after * MINUTE, end)
    later = data.draw(plans("Asia/Tokyo", date(2026, 1, 1)))
    schedule = woven([Version(EARLIEST, hours), Version(change, later)], [])
    told = sum(is_open for _, is_open in walk(hours, start, change)) + sum(
        is_open for _, is_open in walk(later, change, end)
    )
    assert schedule.open_between(start, end) == told * MINUTE


@pytest.mark.parametrize(("zone", "around"), MOMENTS)
def test_whoever_never_closes_is_open_for_as_long_as_time_passes(zone: str, around: date) -> None:
    always = Schedule.of(Hours(timezone=zone, week=(((0, DAY_MINUTES),),) * 7))
    start = from_datetime(datetime(around.year, around.month, around.day, tzinfo=UTC))
    end = start + 3 * DAY_MINUTES * MINUTE
    assert always.open_between(start, end) == end - start
    assert always.next_close(start) is None

"""Times in words, in the reader's zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from heedful.ui import times

NOW = datetime(2026, 11, 14, 11, 45, tzinfo=UTC)


def instant(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp() * 1_000_000)


@pytest.fixture(autouse=True)
def _saturday_noon_in_berlin():
    with time_machine.travel(NOW, tick=False), timezone.override(ZoneInfo("Europe/Berlin")):
        yield


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((2026, 11, 14, 8, 31), "09:31"),
        ((2026, 11, 13, 23, 30), "00:30"),  # still yesterday in UTC, today in Berlin
        ((2026, 11, 12, 10, 0), "Thu"),
        ((2026, 11, 7, 10, 0), "7 Nov"),
        ((2025, 11, 14, 10, 0), "14 Nov 2025"),
        ((2026, 11, 20, 10, 0), "20 Nov"),
    ],
)
def test_short_says_as_much_as_a_list_needs(parts, words):
    assert times.short(instant(*parts)) == words


def test_exact_names_day_time_and_zone():
    assert times.exact(instant(2026, 11, 14, 8, 31)) == "Saturday 14 November 2026, 09:31 CET"
    assert times.iso(instant(2026, 11, 14, 8, 31)) == "2026-11-14T08:31:00Z"


def test_days_are_headings():
    assert times.day(instant(2026, 11, 14, 8, 0)) == "Today, Saturday 14 November"
    assert times.day(instant(2026, 11, 13, 8, 0)) == "Yesterday, Friday 13 November"
    assert times.day(instant(2025, 3, 1, 8, 0)) == "Saturday 1 March 2025"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (0, "now"),
        (59, "now"),
        (360, "6 m"),
        (8040, "2 h 14 m"),
        (86_400 * 3 + 4 * 3600, "3 d 4 h"),
        (86_400 * 90, "90 d"),
        (-500, "now"),
    ],
)
def test_waiting_is_told_in_two_units(ago, words):
    assert times.waited(int((NOW.timestamp() - ago) * 1_000_000)) == words


@pytest.mark.parametrize(
    ("minutes", "step", "tenths"),
    [(0, "w1", 0), (110, "w1", 4), (120, "w2", 5), (192, "w3", 8), (239, "w3", 9), (240, "w4", 10), (99_999, "w4", 10)],
)
def test_waiting_grows_warm_with_the_share_of_the_goal(minutes, step, tenths):
    since = int((NOW.timestamp() - minutes * 60) * 1_000_000)
    assert (times.wait_step(since, 240), times.used_tenths(since, 240)) == (step, tenths)


def test_a_goal_of_nothing_is_not_a_fault():
    assert times.wait_step(instant(2026, 1, 1), 0) == "w4"


@pytest.mark.parametrize(
    ("minutes", "words"), [(45, "45 m"), (240, "4 h"), (150, "2 h 30 m"), (2880, "2 d"), (1500, "25 h")]
)
def test_a_goal_in_words(minutes, words):
    assert times.lasting(minutes) == words


@given(st.integers(min_value=-(10**20), max_value=10**20))
def test_no_instant_breaks_a_page(odd):
    for name in ("iso", "clock", "exact", "short", "day", "month", "waited"):
        assert times.FILTERS[name](odd)

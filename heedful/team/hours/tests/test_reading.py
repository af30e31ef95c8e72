"""Hours as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.coach.reading.time.clock import read_hours
from heedful.team.hours.plan import Hours
from heedful.team.hours.reading import BadHours, read_day
from heedful.team.hours.words import coach_text, day_text, week_lines

GOOD = {
    "09:00–17:00": ((540, 1020),),
    "9-17": ((540, 1020),),
    "9.30 - 12": ((570, 720),),
    "13:30–17:00, 09:00–12:30": ((540, 750), (810, 1020)),
    "9 to 12 and 13 until 17": ((540, 720), (780, 1020)),
    "9am-5pm": ((540, 1020),),
    "9 to 11 a.m.": ((540, 660),),
    "12 am - 12 pm": ((0, 720),),
    "22-2": ((1320, 1560),),
    "22:00-24:00": ((1320, 1440),),
    "0-24": ((0, 1440),),
    "0900-1730": ((540, 1050),),
    "8h30 - 12h": ((510, 720),),
    "all day": ((0, 1440),),
    "Closed": (),
    "  ": (),
    "–": (),
}
BAD = ["9", "nine to five", "9-25", "9-17:75", "9-9", "9-12, 11-14", "13pm-14", "-" * 50, "24-25", "9-12-17", "1-2 " * 99,
       "1-2,3-4,5-6,7-8,9-10,11-12,13-14", "٩-١٧x", "\x00"]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_hours_are_read(text: str) -> None:
    assert read_day(text) == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_read_gets_a_sentence(text: str) -> None:
    with pytest.raises(BadHours, match=r"\.$"):
        read_day(text)


@given(st.text(max_size=220) | st.text("0123456789:-–,. ampcloseduntil", max_size=40))
def test_anything_is_read_or_refused_and_reads_the_same_again(text: str) -> None:
    try:
        day = read_day(text)
    except BadHours:
        return
    assert all(0 <= opens < closes <= opens + 1440 for opens, closes in day)
    assert read_day(day_text(day)) == day


def test_the_coach_understands_what_it_is_told() -> None:
    week = (*[((540, 720), (780, 1050))] * 4, ((1200, 1560),), ((600, 840),), ())
    text = coach_text(Hours(week=week))
    assert text == "Mon-Thu 09:00-17:30; Fri 20:00-24:00; Sat 10:00-14:00"
    read = read_hours(text)
    assert sorted(read) == [0, 1, 2, 3, 4, 5]
    assert f"{read[0][0]:%H:%M}–{read[0][1]:%H:%M}" == "09:00–17:30"


def test_days_that_are_alike_stand_together() -> None:
    assert week_lines(Hours()) == [("Mon–Fri", "09:00–17:00"), ("Sat–Sun", "closed")]

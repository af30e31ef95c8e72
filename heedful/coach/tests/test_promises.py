"""Promises are told from what only looks like one, and their times are read as people mean them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import dateparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heedful.coach.commitment import Commitment
from heedful.coach.reading.promises.read import promises_in
from heedful.coach.reading.time.clock import make_clock
from heedful.coach.reading.words import read_words

CASES = Path(__file__).parent / "cases"
_NOW = "2026-11-18T10:40:00+00:00"
_HOURS = "Mon-Fri 09:00-17:30; Sat 10:00-14:00"


def _read(text: str, now: str = _NOW, tz: str = "Europe/London", hours: str = _HOURS) -> tuple[Commitment, ...]:
    return promises_in(read_words(text), make_clock(datetime.fromisoformat(now), tz, hours))


def _cases(name: str, *, held: bool) -> list[tuple[tuple[Commitment, ...], list[dict[str, Any]]]]:
    rows = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        (_read(row["text"], **{key: row[key] for key in ("now", "tz", "hours") if key in row}), row["promises"])
        for row in rows
        if row["held"] is held
    ]


@pytest.mark.parametrize("name", ["promises", "promises_fresh", "promises_clocks"])
@pytest.mark.parametrize("held", [False, True])
def test_promises_are_told_from_what_only_looks_like_one(name: str, held: bool) -> None:
    cases = _cases(name, held=held)
    right = sum(bool(found) and bool(wanted) for found, wanted in cases)
    wrong = sum(bool(found) != bool(wanted) for found, wanted in cases)
    assert 2 * right / (2 * right + wrong) >= 0.9
    both = [(found[0], wanted[0]) for found, wanted in cases if found and wanted]
    timed = [(one, other) for one, other in both if other["due"]]
    assert sum(one.due == other["due"] for one, other in timed) >= 0.95 * len(timed)
    assert sum(one.actor == other["actor"] for one, other in both) >= 0.9 * len(both)
    assert sum(one.conditional == other["conditional"] for one, other in both) >= 0.9 * len(both)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("I will call you by Friday.", "2026-11-20"),
        ("I will call you within 48 hours.", "2026-11-20T10:40"),
        ("I will call you in two working days.", "2026-11-20"),
        ("I will call you at the end of the week.", "2026-11-21"),
        ("I will call you before you leave at four.", "2026-11-18T16:00"),
        ("I will call you by the end of the day.", "2026-11-18T17:30"),
        ("I will call you by half past nine tomorrow.", "2026-11-19T09:30"),
        ("I will call you next Friday.", "2026-11-27"),
        ("I will call you on Wednesday.", "2026-11-25"),
    ],
)
def test_the_times_that_people_name(text: str, due: str) -> None:
    assert [one.due for one in _read(text)] == [due]


def test_the_clocks_change_in_between() -> None:
    found = _read("We ring you within 24 hours.", "2026-10-24T12:00:00+02:00", "Europe/Berlin", "")
    assert found[0].due == "2026-10-25T11:00"


# What both readers should know: the phrase as it follows "I will write to you".
_FORMS = (
    "tomorrow", "today", "tomorrow at 10am", "tomorrow at 3pm", "in 3 days", "in 2 hours", "in 45 minutes", "in two weeks",
    "in one month", "in 10 days", "on 3 December", "on 3 December 2026", "on December 3", "on 2026-12-14", "on 14/12/2026",
    "on Friday", "on Saturday", "on Monday", "on Friday at 3pm", "at 4pm", "at 16:30", "on 24 December at 11:15",
    "on 1 March", "in 90 minutes",
)  # fmt: skip


@pytest.mark.parametrize("phrase", _FORMS)
def test_dates_are_read_as_dateparser_reads_them(phrase: str) -> None:
    base = datetime.fromisoformat(_NOW).replace(tzinfo=None)
    how = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future", "DATE_ORDER": "DMY"}
    theirs = dateparser.parse(phrase.removeprefix("on ").removeprefix("at "), languages=["en"], settings=how)
    (ours,) = _read(f"I will write to you {phrase}.")
    assert theirs is not None
    assert ours.due is not None
    if "T" in ours.due:
        assert datetime.fromisoformat(ours.due) == theirs.replace(second=0, microsecond=0)
    else:
        assert date.fromisoformat(ours.due) == theirs.date()


_WORDS = st.sampled_from(
    "I we you will shall call by before until in within on at the end of day week month Friday next tomorrow 5 48 hours"
    " working days half past four 31 February 2026 morning closes give me that same once . , and 2.4. 29/2/2027 99999".split()
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_WORDS, max_size=14).map(" ".join), st.integers(0, 4_000_000_000))
def test_any_row_of_such_words_is_read(text: str, second: int) -> None:
    now = datetime.fromtimestamp(second, UTC)
    for found in promises_in(read_words(text), make_clock(now, "Europe/Lisbon", _HOURS)):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.due is None or datetime.fromisoformat(found.due)

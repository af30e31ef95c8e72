"""The table of what each rule wins and costs: every rule is in it, and a rule that is missed costs something."""

from __future__ import annotations

from pathlib import Path

import pytest

from heedful.coach.ablation import Heard, hear, main, without
from heedful.coach.catalog import RULES, rule
from heedful.coach.evaluate import primary_recall, read_cases

_ORCHARD = Path(__file__).parent / "cases" / "orchard.jsonl"
# These look at what a file of cases cannot hold: brand words and greetings, incidents, promises of the record, direct messages.
_NEED_MORE = {"CLR104", "HON201", "PER206", "PRM103", "PRM203", "PRM301", "PUB301"}


def test_the_table_names_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(_ORCHARD)]) == 0
    out = capsys.readouterr().out
    assert all(f"| {one.code} {one.name} |" in out for one in RULES)


def test_a_rule_that_is_off_finds_nothing_and_lets_others_speak() -> None:
    heard = hear(list(read_cases(_ORCHARD, "all")))
    fewer = without(rule("PER101"), heard)
    assert all("unfilled_placeholder" not in one.found for one in fewer)
    assert primary_recall(fewer) < primary_recall([one.judged for one in heard])


@pytest.fixture(scope="module")
def all_heard() -> list[Heard]:
    files = (path for path in sorted(_ORCHARD.parent.glob("*.jsonl")) if not path.stem.startswith("promises"))
    return hear([case for path in files for case in read_cases(path, "all")])


def test_every_rule_speaks_somewhere_in_our_cases(all_heard: list[Heard]) -> None:
    spoken = {found.code for one in all_heard for found in one.findings}
    assert {one.code for one in RULES} - spoken - _NEED_MORE == set()


def test_every_rule_that_warns_is_right_four_times_in_five(all_heard: list[Heard]) -> None:
    told = [(one.case, found) for one in all_heard for found in one.shipped if found.severity != "info"]
    for code in {found.code for _, found in told if found.category != "other"}:
        right = {case.id: found.category in case.expect for case, found in told if found.code == code}
        assert sum(right.values()) >= 0.8 * len(right), code

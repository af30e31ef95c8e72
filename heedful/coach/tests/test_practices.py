"""The practices are golden cases: their models pass, and their opposites are flagged by a rule that names the practice."""

from __future__ import annotations

import pytest

from heedful.coach import Draft, Standards, review
from heedful.coach.catalog import RULES
from heedful.coach.practices import PRACTICES, Model, practice, practices_of

_SERVES = {rule.code: rule.practices for rule in RULES}
_CASES = [
    pytest.param(one, model, id=f"{one}-{place}")
    for one in PRACTICES
    for place, model in enumerate(practice(one).models, 1)
]


@pytest.mark.parametrize(("name", "model"), _CASES)
def test_what_shows_a_practice_passes(name: str, model: Model) -> None:
    found = review(Draft(model.shows), model.context, Standards()).findings
    assert [one.code for one in found if one.severity != "info" or name in _SERVES[one.code]] == []


@pytest.mark.parametrize(("name", "model"), _CASES)
def test_its_opposite_is_flagged_by_a_rule_that_names_the_practice(name: str, model: Model) -> None:
    found = [
        one for one in review(Draft(model.misses), model.context, Standards()).findings if name in _SERVES[one.code]
    ]
    assert found
    for words in model.marked:
        start = model.misses.index(words)
        assert any(one.span and one.span.start < start + len(words) and start < one.span.end for one in found), words


def test_every_practice_that_a_rule_serves_is_shown_twice() -> None:
    assert set(PRACTICES) == {one for served in _SERVES.values() for one in served}
    assert all(len(practice(one).models) >= 2 and practice(one).codes for one in PRACTICES)


def test_a_finding_leads_to_its_practices() -> None:
    assert [one.id for one in practices_of("PRM101")] == ["H3", "H4"]
    assert practices_of("XYZ999") == ()
    with pytest.raises(KeyError):
        practice("../README")

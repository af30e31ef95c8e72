"""A better wording, once taken, ends its finding and brings no new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from heedful.coach import Draft, Finding, Standards, review
from heedful.coach.cases import Case
from heedful.coach.evaluate import read_cases

_CASES = Path(__file__).parent / "cases"
_FILES = sorted(path.stem for path in _CASES.glob("*.jsonl") if not path.stem.startswith("promises"))
# Rules that always have a better wording in English: the first that a shop meets.
_ALWAYS = (
    "PER101", "PUB101", "TON101", "TON102", "OWN101", "OWN102", "OWN103", "EMP101", "EMP201", "PRM101", "PRM201", "FLO102",
    "QST101", "QST102",
)  # fmt: skip
# What stood behind the plainer fault of the same draft, as review.py says, and stands alone once that is mended.
_BEHIND = {("so042", "FLO101"), ("so081", "EMP101")}


def _serious(case: Case, text: str) -> list[Finding]:
    found = review(Draft(text), case.context, Standards(second_opinion=False)).findings
    return [one for one in found if one.severity != "info"]


def _words(finding: Finding, text: str) -> str:
    """The words it points at; a finding about the whole text is known by its message."""
    return text[finding.span.start : finding.span.end] if finding.span else finding.message


def _troubles(case: Case) -> list[str]:
    before = _serious(case, case.draft.text)
    codes = {one.code for one in before}
    found = []
    for finding in before:
        if finding.suggestion is None:
            continue
        text = finding.suggestion.apply_to(case.draft.text)
        after = _serious(case, text)
        stays = _words(finding, case.draft.text) in [_words(one, text) for one in after if one.code == finding.code]
        new = sorted({one.code for one in after if (case.id, one.code) not in _BEHIND} - codes)
        if stays or new:
            found.append(f"{case.id} {finding.code} -> {new} {text[:160]}")
    return found


@pytest.mark.parametrize("name", _FILES)
def test_taking_a_wording_ends_its_finding_and_adds_none(name: str) -> None:
    troubles = [one for case in read_cases(_CASES / f"{name}.jsonl", "all") for one in _troubles(case)]
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize("name", ["en", "market", "harbour", "valley"])
def test_the_first_rules_always_offer_one(name: str) -> None:
    for case in read_cases(_CASES / f"{name}.jsonl", "all"):
        for finding in review(case.draft, case.context, Standards(language="en")).findings:
            if finding.code in _ALWAYS and finding.severity != "info":
                assert finding.suggestion is not None, (case.id, finding.code)

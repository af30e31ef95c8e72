"""Every rule's page is true: what it says is flagged is flagged, what it says is fine is left alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from heedful.coach import Draft, Span, Standards, Suggestion, review
from heedful.coach.catalog import RULES, page
from heedful.coach.examples import Example, examples

_CODES = [rule.code for rule in RULES]
_CASES = [
    pytest.param(code, heading, example, id=f"{code}-{heading.lower()}-{place}")
    for code in _CODES
    for heading in ("Flags", "Accepts")
    for place, example in enumerate(examples(page(code), heading), 1)
]


@pytest.mark.parametrize(("code", "heading", "example"), _CASES)
def test_the_page_is_true(code: str, heading: str, example: Example) -> None:
    alone = replace(example.standards, select=(code,), second_opinion=False)
    findings = review(example.draft, example.context, alone).findings
    assert bool(findings) == (heading == "Flags"), example.draft.text
    for words in example.marked:
        start = example.draft.text.index(words)
        spans = [one.span for one in findings if one.span]
        assert any(span.start < start + len(words) and start < span.end for span in spans), words


@pytest.mark.parametrize("code", _CODES)
def test_every_page_has_three_examples_of_each(code: str) -> None:
    text = page(code)
    rule = next(one for one in RULES if one.code == code)
    assert text.startswith(f"# {rule.code} {rule.name}\n")
    assert "\n## Why it matters\n" in text
    assert f"\nServes: {', '.join(rule.practices)}\n" in text
    assert len(examples(text, "Flags")) >= 3
    assert len(examples(text, "Accepts")) >= 3


def test_codes_and_names_are_never_shared() -> None:
    assert len(set(_CODES)) == len(_CODES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", code) for code in _CODES)


def test_suggestions_of_the_pages_can_be_taken() -> None:
    """A better wording fits into the draft, and taking a safe one ends its finding."""
    for code in _CODES:
        for example in examples(page(code), "Flags"):
            for finding in review(example.draft, example.context, Standards()).findings:
                _take(finding.suggestion, example, finding.code, finding.span)


def _take(suggestion: Suggestion | None, example: Example, code: str, span: Span | None) -> None:
    if suggestion is None or not suggestion.safe:
        return
    after = Draft(suggestion.apply_to(example.draft.text))
    again = review(after, example.context, Standards()).findings
    assert all(one.code != code or one.span != span for one in again), after.text

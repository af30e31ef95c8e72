"""The coach speaks to each reader in their own language, and what was dismissed stays so for every reader."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from heedful.coach import Context, Draft, Standards, Turn, review
from heedful.coaching.actions import mark_of
from heedful.replies.pages.margin import Margin, margin_of

TEXT = "Please hold the line."
SAID = Turn("customer", "My parcel never came and I am furious. It was for my mother's birthday.")


def _margin(language: str) -> Margin:
    with override(language):
        return margin_of(review(Draft(TEXT), Context(turns=(SAID,)), Standards(select=("EMP101",))), TEXT)


@pytest.mark.parametrize("language", ["de", "fr", "es", "de-at"])
def test_a_thought_is_told_in_the_language_of_the_reader_and_its_wording_in_that_of_the_draft(language: str) -> None:
    (english,), (told,) = _margin("en").thoughts, _margin(language).thoughts
    assert english.finding.title == "Not heard yet"
    for name in ("title", "message", "why"):
        assert getattr(told.finding, name) != getattr(english.finding, name)
    assert told.finding.suggestion == english.finding.suggestion is not None


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_the_mark_of_a_dismissal_is_the_same_for_every_reader(language: str) -> None:
    (english,), (told,) = _margin("en").thoughts, _margin(language).thoughts
    assert (told.id, told.mark) == (english.id, english.mark) == (english.id, mark_of(told.finding, TEXT))

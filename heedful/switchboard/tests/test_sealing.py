"""Secrets come back for the right key only, and never show."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from heedful.switchboard.sealing import SealBroken, seal, unseal


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_comes_back(text: str) -> None:
    assert unseal(seal(text)) == text


def test_a_sealed_text_shows_nothing_and_is_never_the_same_twice() -> None:
    first, second = seal("correct horse"), seal("correct horse")
    assert "horse" not in first
    assert first != second


def test_another_key_opens_nothing_and_says_what_to_do() -> None:
    sealed = seal("correct horse")
    with override_settings(SEALING_KEY="another-key"), pytest.raises(SealBroken, match="type the password in again"):
        unseal(sealed)


def test_an_older_key_still_opens_after_a_new_one_was_put_first() -> None:
    with override_settings(SEALING_KEY="old"):
        sealed = seal("correct horse")
    with override_settings(SEALING_KEY="new old"):
        assert unseal(sealed) == "correct horse"


@pytest.mark.parametrize("broken", ["", "not sealed", "gAAAAA", "\N{SNOWMAN}", "gAAAAABk" + "A" * 80])
def test_damaged_seals_are_refused_in_words(broken: str) -> None:
    with pytest.raises(SealBroken):
        unseal(broken)

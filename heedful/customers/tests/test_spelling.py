"""One spelling for each name, number and company, whatever comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.customers.spelling import (
    MOST_WORDS,
    WORD_LENGTH,
    company_mark,
    mail_mark,
    marks_of,
    name_mark,
    number_mark,
    typed_words,
    words_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Berg & Co. GmbH", "berg"), ("The Lamp Shop Ltd", "Lamp Shop, Inc."), ("Ørsted A.B.", "ørsted"), ("AG", "ag")],
)
def test_a_company_is_the_same_without_its_legal_form(one: str, other: str) -> None:
    assert company_mark(one) == company_mark(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("+49 151 2345678", "0151/234 56 78"), ("0049 (0)30 1234567", "030 1234567"), ("+353 1 555 0123", "01 5550123")],
)
def test_a_number_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert number_mark(one)[-7:] == number_mark(other)[-7:] != ""


def test_names_are_compared_without_order_capitals_and_accents() -> None:
    assert name_mark("Müller, José") == name_mark("jose MULLER")
    assert [name_mark(weak) for weak in ("Ida", "", "ida@client.test", "Ida Berg (not proven)")] == [""] * 4


def test_a_mail_address_is_the_same_with_what_stands_behind_a_plus() -> None:
    assert mail_mark("Ida+lamps@client.test") == mail_mark("ida@client.test")
    assert mail_mark("i.da@gmail.com") == mail_mark("ida@gmail.com")
    assert mail_mark("i.da@client.test") != mail_mark("ida@client.test")
    assert [mail_mark(odd) for odd in ("", "@", "ida", "ida@", "@client.test", "ida@host")] == [""] * 6


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=400))
def test_whatever_is_written_is_found_by_its_first_word(name: str, company: str, address: str) -> None:
    words = words_of([name, company], [("email", address), ("phone", address)])
    assert len(words) <= MOST_WORDS
    assert all(0 < len(word) <= WORD_LENGTH for word in words)
    assert all(len(value) > 0 for _kind, value in marks_of(name, company, [("email", address), ("sms", address)]))
    typed = typed_words(name)
    if typed and not typed[0].isdecimal():
        assert any(word.startswith(typed[0]) for word in words)

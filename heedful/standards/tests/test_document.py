"""What the standards may hold, and that the file says the same as the row."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.standards.document import CODES, DEFAULT, as_standards, checked, from_toml, to_toml

WORD = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and "\0" not in text)
CODE = st.sampled_from(sorted(CODES))
PAUSE = st.fixed_dictionaries({"code": CODE, "reason": WORD, "until": st.dates().map(str)})
DOCUMENT = st.fixed_dictionaries(
    {},
    optional={
        "holds": st.lists(CODE, max_size=4),
        "ignore": st.lists(CODE, max_size=4),
        "severities": st.dictionaries(CODE, st.sampled_from(["info", "warning", "error"]), max_size=4),
        "house_words": st.lists(WORD, max_size=4),
        "banned_words": st.dictionaries(WORD, WORD, max_size=4),
        "max_words": st.dictionaries(st.sampled_from(sorted(DEFAULT["max_words"])), st.integers(5, 5000)),
        "public_data_allowed": st.lists(WORD, max_size=4),
        "public_holds": st.lists(CODE, max_size=4),
        "greetings": st.lists(WORD, max_size=4),
        "never_promise": st.lists(WORD, max_size=4),
        "refund_limits": st.dictionaries(st.sampled_from(["EUR", "GBP", "USD", "CHF"]), st.integers(0, 1_000_000)),
        "second_opinion": st.booleans(),
        "paused": st.lists(PAUSE, max_size=3),
    },
)


@given(document=DOCUMENT)
def test_a_file_says_what_the_document_says(document: dict) -> None:
    whole = checked(document)
    assert checked(from_toml(to_toml(whole))) == whole


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"colour": "blue"}, "do not know: colour"),
        ({"ignore": ["TON10X"]}, "Did you mean 'TON10"),
        ({"holds": [""]}, "empty"),
        ({"severities": {"TON101": "loud"}}, "a severity is one of"),
        ({"banned_words": {"x" * 201: "y"}}, "longer than 200"),
        ({"house_words": ["word"] * 301}, "At most 300"),
        ({"max_words": {"chat": 0}}, "between 5 and 5000"),
        ({"max_words": {"pigeon": 20}}, "no channel 'pigeon'"),
        ({"max_words": {"chat": True}}, "table of numbers"),
        ({"max_words": 7}, "table of numbers"),
        ({"refund_limits": {"EUR": "much"}}, "table of numbers"),
        ({"refund_limits": {"XAU": 5}}, "EUR, GBP"),
        ({"refund_limits": {"EUR": -1}}, "between 0 and"),
        ({"public_holds": ["TON10X"]}, "Did you mean"),
        ({"greetings": "Hello"}, "list of texts"),
        ({"paused": [{"code": "TON101", "reason": " ", "until": "2026-12-31"}]}, "needs a reason"),
        ({"paused": [{"code": "TON101", "reason": "busy", "until": "soon"}]}, "a day such as"),
        ({"paused": ["TON101"]}, "list of tables"),
    ],
)
def test_what_cannot_be_is_refused_in_words(document: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        checked(document)


def test_a_pause_ends_after_its_last_day() -> None:
    document = checked({"paused": [{"code": "TON101", "reason": "a campaign", "until": date(2026, 12, 31)}]})

    def speaks(today: date) -> bool:
        return as_standards(document, version="1", today=today).allows("TON101")

    assert [speaks(date(2026, 12, 31)), speaks(date(2027, 1, 1))] == [False, True]


@pytest.mark.parametrize("text", ["=", "a = [", "x" * 300_000])
def test_a_file_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"TOML|long"):
        from_toml(text)


def test_what_holds_in_public_only_does_not_hold_a_mail() -> None:
    standards = as_standards({"holds": [], "public_holds": ["TON"]}, version="1", today=date(2026, 1, 1))
    assert standards.holds_back("TON101", in_public=True)
    assert not standards.holds_back("TON101")

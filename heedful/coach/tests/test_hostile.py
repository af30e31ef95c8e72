"""Hostile text costs no more than its length: work is counted in CPU time, with a generous bound and a second try."""

from __future__ import annotations

import time

import pytest

from heedful.coach import Context, Draft, Standards, Turn, review
from heedful.coach.catalog import RULES, page
from heedful.coach.examples import examples

_SMALL, _LARGE = 2_000, 8_000
_GROWTH = _LARGE / _SMALL
_SLACK = 2.2

PIECES = [
    "a", "A", " ", "\n", "1", "1 2 ", "0 ", "+1 (", "@", "a@", "a.", "@a.b ", "{", "{{", "[", "[A", "<", "<A", "%A", "${", "_",
    '"', "“", "„", "«", "`", "> ", ">\n", "?", "!", ". ", ", ", "and ", "is it ", "you ", "not ", "I will ", "by 5 ", "if ",
    "between 8 and ", "on Monday ", "at 10.30 ", "we ", "sorry ", "Hi ", "Dear A ", "Order 1", "AB12 ", "12 Main ", "GB29",
    "Regards,\n", "-- \n", "On Monday he wrote:", "don't ", "it's", "x" * 50 + " ", "NO ", "12-", "1.", "1,", "end of ", "the ",
    "within the next ", "do not send it, ", "not the rent, ", "give me an hour ", "you get ", "\u00e9", "\U0001f600", "\ud800",
]  # fmt: skip


def _cost(text: str) -> float:
    turns = (Turn("customer", text), Turn("agent", text), Turn("customer", text))
    context = Context(channel="social-public", public=True, turns=turns)
    start = time.process_time()
    review(Draft(text), context, Standards())
    return time.process_time() - start


def _stays_cheap(piece: str) -> bool:
    """The machine may be busy: only what is dear three times is dear."""
    for _ in range(3):
        small = max(_cost(_row(piece, _SMALL)), 0.003)
        if _cost(_row(piece, _LARGE)) <= small * _GROWTH * _SLACK:
            return True
    return False


def _row(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_a_long_row_of_one_thing_stays_cheap(piece: str) -> None:
    assert _stays_cheap(piece)


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_what_a_rule_flags_many_times_over_stays_cheap(code: str) -> None:
    assert _stays_cheap(examples(page(code), "Flags")[0].draft.text + " ")

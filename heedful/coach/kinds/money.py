"""Sums of money in a text, with their currency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from heedful.coach.finding import Span

_NAMES = {
    "€": "EUR", "$": "USD", "£": "GBP", "eur": "EUR", "euro": "EUR", "euros": "EUR", "usd": "USD", "dollar": "USD",
    "dollars": "USD", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "chf": "CHF", "franc": "CHF", "francs": "CHF",
    "franken": "CHF",
}  # fmt: skip
_NUMBER = r"\d{1,9}(?:[.,’ ]\d{3}){0,3}(?:[.,]\d{1,2})?"
_SIGNED = re.compile(
    rf"(?P<before>[€$£]|\b(?:EUR|USD|GBP|CHF))\s?(?P<one>{_NUMBER})(?!\d)"
    rf"|(?<![\d.,])(?P<two>{_NUMBER})\s?(?P<after>[€$£]|(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|francs?|franken)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """`amount` in the currency's whole units."""

    amount: Decimal
    currency: str
    span: Span


def sums_in(text: str) -> Iterator[Sum]:
    """Every sum that names its currency, in order of the text."""
    for match in _SIGNED.finditer(text):
        name = (match["before"] or match["after"]).lower()
        yield Sum(_amount(match["one"] or match["two"]), _NAMES[name], Span(*match.span()))


def _amount(written: str) -> Decimal:
    """The last mark is the decimal one where one or two figures follow it; all others part thousands."""
    head, figures = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", written).groups()  # type: ignore[union-attr]
    return Decimal(f"{re.sub(r'[^0-9]', '', head)}.{figures or 0}")

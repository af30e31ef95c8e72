"""docs/practices.md shows the examples that the coach is held to."""

from __future__ import annotations

from tests.house.practices import PAGE, with_examples


def test_the_page_shows_the_examples_of_the_coach() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_examples(page), "Run: python -m tests.house.practices"

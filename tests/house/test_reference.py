"""The pages that are written from the code say what the code says."""

from __future__ import annotations

import pytest

from tests.house.reference import FOLDER, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_fresh(name: str) -> None:
    path = FOLDER / name
    written = path.read_text() if path.exists() else ""
    assert written == PAGES[name](), f"docs/reference/{name} is stale: run `make docs`"

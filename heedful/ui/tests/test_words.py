"""Sizes, initials, paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.ui import words


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 B"), (999, "999 B"), (12_345, "12 kB"), (1_400_000, "1.4 MB"), (25_000_000, "25.0 MB")]
)
def test_sizes(size, said):
    assert words.file_size(size) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [("Ida Berg", "IB"), ("Ida", "I"), ("  ", "?"), ("上野 さくら", "上さ"), ("Ida van der Berg", "IB"), ("(x)", "?")],
)
def test_initials(name, said):
    assert words.initials(name) == said


def test_paragraphs_keep_their_line_breaks():
    assert words.paragraphs("Hello,\n\nfirst\nsecond\n\n\n\nbye\r\n\r\nme") == ["Hello,", "first\nsecond", "bye", "me"]


@given(st.text())
def test_no_letter_of_a_text_is_lost(text):
    kept = "".join("".join(words.paragraphs(text)).split())
    assert kept == "".join(text.split())

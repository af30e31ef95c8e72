"""From a few marks in the text to a mail that is laid out, and to the same words without marks."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.channels.email.markup import blanked, has_marks, picture_mark, pictures_in, to_html, to_plain


@pytest.mark.parametrize(
    "text",
    [
        "Dear Lou,\n\nthank you.\n\n\nBest, Kim",
        "It costs 2 * 3 = 6, or 2*3 = 6; see my_file_name.",
        "  indented\n    and more\n\ttab",
        "Placeholder [insert name] and C:\\temp\\*",
        "See https://shop.example/a_b?c=1.",
        "-- \nKim",
        "+49 30 1234",
    ],
)
def test_plain_words_stay_as_they_were_typed(text: str) -> None:
    assert not has_marks(text)
    assert to_plain(text) == text


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("**Really** *now*", "<p><strong>Really</strong> <em>now</em></p>", "Really now"),
        ("- one\n- two\nThanks", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>Thanks</p>", "- one\n- two\n\nThanks"),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>', "3. three\n4. four"),
        (
            "> you asked\nI answer",
            "<blockquote>\n<p>you asked</p>\n</blockquote>\n<p>I answer</p>",
            "> you asked\n\nI answer",
        ),
        ("use `ls -l`", "<p>use <code>ls -l</code></p>", "use ls -l"),
        ("```\na  b\n```", "<pre><code>a  b\n</code></pre>", "a  b"),
        ("**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>", "a b c"),
    ],
)
def test_marks_become_form(text: str, html: str, plain: str) -> None:
    assert to_html(text) == html
    assert to_plain(text) == plain


def test_a_link_has_its_words_and_in_the_plain_part_its_address() -> None:
    text = "See [our page](https://shop.example/a?b=1&c=2), or https://shop.example/d."
    page = to_html(text)
    assert re.search(r'<a href="https://shop.example/a\?b=1&amp;c=2"[^>]*>our page</a>', page)
    assert re.search(r'<a href="https://shop.example/d"[^>]*>https://shop.example/d</a>', page)
    assert to_plain(text) == "See our page (https://shop.example/a?b=1&c=2), or https://shop.example/d."


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>1</script>)",
        "**<script>alert(1)</script>**",
        "<img src=x onerror=alert(1)> *a*",
        "![x](https://evil.example/pixel.png) *a*",
        '[a](https://x.example/"onclick=1) *a*',
    ],
)
def test_nothing_typed_can_run_or_fetch(text: str) -> None:
    page = to_html(text).lower()
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"<[^>]+\son\w+=", page)
    assert not re.search(r'(href|src)="(javascript|data)', page)


def test_a_picture_shows_where_it_stands_and_only_if_it_is_ours() -> None:
    mark = picture_mark("Shelf [left]", "0123456789abcdef")
    text = f"Here:\n\n{mark}\n\nLou"
    assert pictures_in(text) == ("0123456789abcdef",)
    assert 'src="cid:0123456789abcdef@picture.heedful"' in to_html(text, ["0123456789abcdef"])
    assert "<img" not in to_html(text)
    assert to_plain(text) == "Here:\n\n(Shelf  left)\n\nLou"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I am **so** sorry", "I am   so   sorry"),
        ("see [here](https://x.example) now", "see  here                     now"),
        ("2 * 3 and my_name [insert name]", "2 * 3 and my_name [insert name]"),
    ],
)
def test_a_reader_that_counts_places_sees_words_only(text: str, shown: str) -> None:
    assert blanked(text) == shown


@given(st.text(alphabet="ab *_`[]()>-1.\n!:picture0", max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    assert len(blanked(text)) == len(text)
    to_html(text)
    to_plain(text)


@pytest.mark.parametrize("piece", ["*", "**a", "[", "[a](", "> ", "- ", "`", "_a", "![", "1. "])
def test_a_huge_text_is_laid_out_in_a_moment(piece: str) -> None:
    began = time.process_time()
    blanked(piece * 20_000)
    to_plain(piece * 20_000)
    assert time.process_time() - began < 10

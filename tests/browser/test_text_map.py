"""The map between an editable element and its plain text, in code points, on whatever a browser may have put there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from heedful.interactions.models import Conversation
from tests.browser.writing import (  # noqa: F401 (fixtures among them)
    chromium_fixture,
    page_fixture,
    stage_fixture,
    talk_fixture,
    write,
)

TEXTS = [
    "",
    "one",
    "one\ntwo",
    "one\n",
    "one\n\n",
    "\n",
    "\n\n",
    "\n\none",
    "  two  spaces\tand a tab ",
    "👩‍👩‍👧 family, 👍🏽 thumb, 𝒽𝒾 script",
    "e\u0301 combining, n\u0303, ก็ไม่",
    "שלום Ida, مرحبا\nLeft again",
    "한국어 かな 漢字\n",
    "\u202eturned\u202c and \u200bjoined",
    "no\u00a0break",
]
DOMS = [
    ("one<br>two", "one\ntwo"),
    ("one<br>", "one"),
    ("one<br><br>", "one\n"),
    ("<br>", ""),
    ("<br><br>", "\n"),
    ("<div>one</div><div>two</div>", "one\ntwo"),
    ("one<div>two</div>", "one\ntwo"),
    ("one<br><div>two</div>", "one\ntwo"),
    ("<div>one</div>two", "one\ntwo"),
    ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
    ("<div><br></div><div>two</div>", "\ntwo"),
    ("<div>one</div><div><br></div>", "one\n"),
    ("<div><div>one</div></div><div>two</div>", "one\ntwo"),
    ("<div>one\n</div><div>two</div>", "one\ntwo"),
    ("<div></div><div>one</div>", "one"),
    ("one\ntwo\n\n", "one\ntwo\n"),
    ("<p>👍🏽 one</p><p><b>t<i>w</i></b>o</p>", "👍🏽 one\ntwo"),
    ("<ul><li>one</li><li>two</li></ul>three", "one\ntwo\nthree"),
    ("o<span>n</span>e<span></span>", "one"),
]
EVERY_RANGE = """async ([html, text]) => {
    const map = await import("/static/ui/composer/text_map.js");
    const root = document.createElement("div");
    document.body.append(root);
    if (html === null) map.writeText(root, text); else root.innerHTML = html;
    const read = map.readText(root);
    const points = [...read.text];
    const wrong = [];
    const bare = (words) => words.replaceAll("\\n", "");
    for (let start = 0; start <= points.length; start++) {
        for (let end = start; end <= points.length; end++) {
            const range = map.rangeOfPoints(read, root, start, end);
            const meant = points.slice(start, end).join("");
            if (bare(range.toString()) !== bare(meant)) wrong.push([start, end, range.toString(), meant]);
        }
        const unit = map.unitOf(read, start);
        const spot = map.rangeOfUnits(read, root, unit, unit);
        const back = map.unitAt(read, root, spot.startContainer, spot.startOffset);
        if (back !== unit) wrong.push(["caret", start, unit, back]);
    }
    root.remove();
    return [read.text, map.countPoints(read.text), wrong];
}"""


@pytest.fixture
def open_page(page: Page, talk: Conversation) -> Page:
    write(page, talk)
    return page


def test_text_comes_out_as_it_went_in(open_page: Page) -> None:
    for text in TEXTS:
        read, count, wrong = open_page.evaluate(EVERY_RANGE, [None, text])
        assert read == text
        assert count == len(text)
        assert not wrong, (text, wrong)


def test_what_browsers_put_there_is_read_as_it_looks(open_page: Page) -> None:
    for html, text in DOMS:
        read, _, wrong = open_page.evaluate(EVERY_RANGE, [html, ""])
        assert read == text, html
        assert not wrong, (html, wrong)


def test_line_ends_of_other_systems_and_unseen_characters_are_tidied(open_page: Page) -> None:
    read, _, wrong = open_page.evaluate(EVERY_RANGE, [None, "one\r\ntwo\rthree\u0000\u0007\u009f\n"])
    assert read == "one\ntwo\nthree\n"
    assert not wrong


def test_a_long_text_is_read_in_no_time(open_page: Page) -> None:
    took = open_page.evaluate(
        """async () => {
        const map = await import("/static/ui/composer/text_map.js");
        const root = document.createElement("div");
        for (let line = 0; line < 4000; line++) root.append(`${"word ".repeat(9)}👍🏽`, document.createElement("br"));
        const begin = performance.now();
        const read = map.readText(root);
        for (let point = 0; point < 40; point++) map.rangeOfPoints(read, root, point * 4000, point * 4000 + 9);
        return performance.now() - begin; }"""
    )
    assert took < 500

"""Writing with the coach beside one: findings under the words, the caret, other keyboards, paste."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from heedful.interactions.models import Conversation
from heedful.replies.models import Draft
from tests.browser.writing import (  # noqa: F401 (fixtures among them)
    BLAME,
    chromium_fixture,
    field,
    kept,
    marked,
    page_fixture,
    stage_fixture,
    talk_fixture,
    write,
)


def test_findings_stand_under_the_words_they_mean(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"Hello Ida 👩🏽‍🔧,\n\n{BLAME} Dear [insert name],\nthanks")
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    advice = marked(page, "advice")
    assert any(words.startswith("You should have read") for words in advice)
    assert marked(page, "holds") == ["[insert name]"]
    numbers = [str(number) for number in range(1, len(advice) + 2)]
    assert page.locator(".composer-numbers > span").all_inner_texts() == numbers


def test_the_caret_stays_where_it_is_while_the_coach_answers(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"One. {BLAME} Three.")
    page.keyboard.press("Home")
    page.keyboard.type("Zero ")
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    page.keyboard.type("and a half. ")
    assert field(page) == f"Zero and a half. One. {BLAME} Three."


def test_a_wording_is_taken_with_two_keys_and_undone_with_the_browsers_own(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"Hello. {BLAME} Bye.")
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    page.keyboard.press("F8")
    page.keyboard.press("Tab")
    taken = field(page)
    assert "should have read" not in taken
    assert taken.startswith("Hello. ")
    assert taken.endswith("Bye.")
    page.keyboard.type("!")
    assert field(page) == f"{taken}!", "the caret was moved"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert field(page) == f"Hello. {BLAME} Bye."


def test_tab_leaves_the_editor_unless_a_finding_was_asked_for(page: Page, talk: Conversation) -> None:
    place = write(page, talk)
    page.keyboard.type(BLAME)
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(place).not_to_be_focused()
    assert field(page) == BLAME


def test_pressing_underlined_words_opens_their_finding(page: Page, talk: Conversation) -> None:
    place = write(page, talk)
    page.keyboard.type(f"{BLAME}\n\nThis is guaranteed to work.")
    expect(page.locator("[data-finding^=PRM]").first).to_be_visible()
    box = page.evaluate(
        """() => { const ranges = [...CSS.highlights.get("composer-advice")];
        const box = ranges.find((range) => String(range) === "guaranteed").getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2]; }"""
    )
    page.mouse.click(*box)
    expect(page.locator("[data-finding^=PRM].is-armed .message")).to_be_visible()
    assert marked(page, "open") == ["guaranteed"]
    expect(place).to_be_focused()


def test_not_here_needs_a_reason_and_is_heard(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(BLAME)
    row = page.locator("[data-finding^=OWN101]")
    row.get_by_text("Not here", exact=True).click()
    row.get_by_role("button", name="It fits this customer").click()
    expect(row).to_have_count(0)
    page.get_by_role("textbox", name="Your reply").press_sequentially(" Really.")
    kept(page)
    expect(row).to_have_count(0)
    assert field(page) == f"{BLAME} Really."


def test_a_reason_being_written_is_not_swept_away(page: Page, talk: Conversation) -> None:
    place = write(page, talk)
    page.keyboard.type(BLAME)
    row = page.locator("[data-finding^=OWN101]")
    row.get_by_text("Not here", exact=True).click()
    reason = row.get_by_placeholder("Another reason")
    reason.fill("She said it herself")
    place.evaluate(
        "place => { place.append(' More.'); place.dispatchEvent(new InputEvent('input', {bubbles: true})); }"
    )
    kept(page)
    expect(reason).to_have_value("She said it herself")
    reason.press("Enter")
    expect(row).to_have_count(0)


def test_why_opens_the_rules_own_page(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(BLAME)
    page.locator("[data-finding^=OWN101]").get_by_role("link", name="why?").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Why it matters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_what_changed_is_announced_once_the_writer_rests(page: Page, talk: Conversation) -> None:
    write(page, talk)
    herald = page.locator("[data-herald]")
    page.evaluate(
        """() => { window.heard = []; new MutationObserver(() => window.heard.push(
        document.querySelector("[data-herald]").textContent)).observe(
        document.querySelector("[data-herald]"), {childList: true, characterData: true, subtree: true}); }"""
    )
    page.keyboard.type(BLAME, delay=60)
    expect(herald).to_contain_text("Moves the blame")
    assert len(page.evaluate("window.heard")) == 1


def test_composing_is_left_in_peace(page: Page, talk: Conversation) -> None:
    write(page, talk)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/drafts/" in request.url else None)
    keyboard = page.context.new_cdp_session(page)
    for letters in ("ka", "kak", "かき"):
        keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": 2, "selectionEnd": 2})
        page.wait_for_timeout(350)
    assert not asked
    keyboard.send("Input.insertText", {"text": "柿"})
    kept(page)
    assert field(page) == "柿"


@pytest.mark.parametrize(
    ("html", "plain", "result"),
    [
        (
            "<h1>Big</h1><p><b>bold</b> <i>and</i> <a href=x>more</a></p>",
            "Big\n\nbold and more",
            "Big\n\nbold and more",
        ),
        ("", "one\r\ntwo\r\n", "one\ntwo\n"),
        ("", "tab\tand\u0007bell", "tab\tandbell"),
        ("", "שלום, Ida 👩‍👩‍👧 ä", "שלום, Ida 👩‍👩‍👧 ä"),
    ],
)
def test_what_is_pasted_is_plain(page: Page, talk: Conversation, html: str, plain: str, result: str) -> None:
    place = write(page, talk)
    page.evaluate(
        """async ([html, plain]) => { const kinds = {"text/plain": new Blob([plain], {type: "text/plain"})};
        if (html) kinds["text/html"] = new Blob([html], {type: "text/html"});
        await navigator.clipboard.write([new ClipboardItem(kinds)]); }""",
        [html, plain],
    )
    page.keyboard.press("Control+v")
    assert field(page) == result
    assert place.evaluate(
        "place => [...place.querySelectorAll('*')].every((one) => ['BR', 'DIV'].includes(one.tagName))"
    )
    kept(page)
    assert Draft.objects.get().text == result


def test_lines_are_kept_as_typed(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type("one\n\n\ntwo\n")
    kept(page)
    assert Draft.objects.get().text == "one\n\n\ntwo\n"
    page.reload()
    assert field(page) == "one\n\n\ntwo\n"

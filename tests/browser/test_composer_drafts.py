"""Drafts survive: a reload, a dead connection, a closed tab, a second window, a lost session."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from heedful.interactions.models import Conversation
from heedful.replies.actions import save_draft
from heedful.replies.models import Draft
from heedful.team.tests.factories import Cast
from tests.browser.writing import (  # noqa: F401 (fixtures among them)
    chromium_fixture,
    field,
    kept,
    lose,
    page_fixture,
    stage_fixture,
    talk_fixture,
    write,
)


def test_reply_and_note_are_drafts_of_their_own(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type("For Ida")
    page.get_by_role("link", name="Note").click()
    note = page.get_by_role("textbox", name="Your note")
    expect(note).to_be_focused()
    note.press_sequentially("For us")
    kept(page)
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Your reply")).to_be_focused()
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text("For Ida")
    assert {draft.kind: draft.text for draft in Draft.objects.all()} == {"reply": "For Ida", "note": "For us"}


def test_a_reload_in_the_middle_of_a_word_loses_nothing(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type("This must not be lo")
    page.reload()
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text("This must not be lo")


def test_without_a_connection_the_draft_stays_here_and_goes_up_later(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.route("**/drafts/**", lambda route: route.abort())
    page.keyboard.type("Written in a tunnel")
    lost = page.locator("[data-notice=lost]")
    expect(lost).to_contain_text("No connection since")
    expect(lost).to_contain_text("trying again in")
    assert not Draft.objects.exists()
    page.unroute("**/drafts/**")
    lost.get_by_role("button", name="Try now").click()
    expect(lost).to_be_hidden()
    assert Draft.objects.get().text == "Written in a tunnel"
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('heedful.draft.'))") == []


def test_it_tries_again_by_itself(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.route("**/drafts/**", lambda route: route.abort(), times=1)
    page.keyboard.type("Written in a tunnel")
    expect(page.locator("[data-notice=lost]")).to_be_visible()
    expect(page.locator("[data-notice=lost]")).to_be_hidden()
    assert Draft.objects.get().text == "Written in a tunnel"


def test_what_was_written_without_connection_outlives_the_tab(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.context.set_offline(offline=True)
    page.keyboard.type("Written in a tunnel")
    expect(page.locator("[data-notice=lost]")).to_be_visible()
    page.close(run_before_unload=False)
    page.context.set_offline(offline=False)
    again = page.context.new_page()
    again.goto(reverse("composer", args=[talk.pk]))
    expect(again.get_by_role("textbox", name="Your reply")).to_have_text("Written in a tunnel")
    expect(again.locator("[data-notice=restored]")).to_contain_text("Brought back")
    kept_again = again.locator(".composer-state")
    expect(kept_again).to_contain_text("Kept")
    assert Draft.objects.get().text == "Written in a tunnel"


def test_an_answer_that_was_lost_is_no_clash_with_oneself(page: Page, talk: Conversation) -> None:
    write(page, talk)

    page.route("**/drafts/**", lose, times=1)
    page.keyboard.type("First")
    expect(page.locator("[data-notice=lost]")).to_be_visible()
    page.keyboard.type(" and second")
    expect(page.locator("[data-notice=lost]")).to_be_hidden()
    kept(page)  # the server has its own echo first, and then what was written since
    expect(page.locator("[data-notice=clash]")).to_be_hidden()
    assert Draft.objects.get().text == "First and second"


@pytest.mark.parametrize(("side", "winner"), [("mine", "From the desk"), ("theirs", "From the phone")])
def test_two_windows_are_shown_side_by_side(
    page: Page, talk: Conversation, stage: Cast, side: str, winner: str
) -> None:
    write(page, talk)
    save_draft(viewer=stage.viewer, conversation_id=talk.pk, kind="reply", text="From the phone")
    page.keyboard.type("From the desk")
    clash = page.locator("[data-notice=clash]")
    expect(clash.locator("[data-side=mine]")).to_contain_text("From the desk")
    expect(clash.locator("[data-side=theirs]")).to_contain_text("From the phone")
    assert Draft.objects.get().text == "From the phone"
    with page.expect_response(re.compile("/drafts/")):
        clash.locator(f"[data-side={side}]").get_by_role("button").click()
    expect(clash).to_be_hidden()
    assert field(page) == winner
    assert Draft.objects.get().text == winner


def test_a_lost_session_says_so_and_keeps_the_text(page: Page, talk: Conversation) -> None:
    write(page, talk)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.keyboard.type("Signed out meanwhile")
    notice = page.locator("[data-notice=signed-out]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("You have been signed out.")
    page.context.add_cookies(cookies)
    notice.get_by_role("button", name="Go on").click()
    expect(notice).to_be_hidden()
    assert Draft.objects.get().text == "Signed out meanwhile"

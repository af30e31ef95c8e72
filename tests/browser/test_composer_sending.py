"""Sending: once, held back, held for ten seconds, taken back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from heedful.interactions.models import Conversation, Interaction
from heedful.switchboard.models import Account, Delivery
from tests.browser.writing import (  # noqa: F401 (fixtures among them)
    KIND,
    chromium_fixture,
    field,
    lose,
    page_fixture,
    stage_fixture,
    talk_fixture,
    write,
)


def test_a_reply_waits_ten_seconds_and_comes_back_on_demand(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(KIND)
    page.keyboard.press("Control+Enter")
    bar = page.locator(".composer-leaving")
    expect(bar).to_contain_text(re.compile(r"Leaves in [6-9] s"))
    assert field(page) == ""
    assert Interaction.objects.get(direction="out").text == KIND
    page.reload()
    expect(bar).to_contain_text(re.compile(r"Leaves in \d s"))
    page.keyboard.press("z")
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text(KIND)
    expect(page.get_by_role("textbox", name="Your reply")).to_be_focused()
    expect(bar).to_have_count(0)
    assert Delivery.objects.get().state == "undone"
    page.keyboard.press("Control+Enter")
    expect(bar).to_be_visible()
    assert Delivery.objects.filter(state="queued").count() == 1


def test_a_lost_answer_does_not_send_twice(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(KIND)

    page.route("**/replies/", lose, times=1)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-notice=unsure]")).to_contain_text("it goes out once only")
    assert field(page) == KIND
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".composer-leaving")).to_be_visible()
    assert Delivery.objects.count() == 1


def test_what_holds_it_back_is_pointed_at_and_may_go_with_a_reason(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"{KIND} [insert name]")
    held = page.get_by_role("button", name="Held: 1 finding")
    expect(held).to_be_visible()
    page.keyboard.press("Control+Enter")
    look = page.get_by_role("dialog", name="A second look")
    expect(look).to_contain_text("will read it")
    expect(look.get_by_role("heading", name="A second look")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Your reply")).to_be_focused()
    page.keyboard.press("Control+Enter")
    look.get_by_role("button", name="Go to these words").click()
    expect(page.locator("[data-finding^=PER101].is-armed .message")).to_be_visible()
    assert not Delivery.objects.exists()
    page.keyboard.press("Control+Enter")
    look.get_by_label("Why must this go out").press("Enter")
    expect(look).to_be_visible()
    page.keyboard.type("The brackets belong there")
    page.keyboard.press("Enter")
    expect(page.locator(".composer-leaving")).to_be_visible()
    assert Delivery.objects.count() == 1


def test_mending_the_words_frees_the_reply(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"{KIND} [x]")
    page.keyboard.type("")
    page.keyboard.press("Control+a")
    page.keyboard.type(f"{KIND} [insert name]")
    expect(page.get_by_role("button", name="Held: 1 finding")).to_be_visible()
    for _ in "[insert name]":
        page.keyboard.press("Backspace")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_visible()


def test_a_refusal_keeps_the_text(page: Page, talk: Conversation) -> None:
    Account.objects.all().delete()
    write(page, talk)
    page.keyboard.type(KIND)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-notice=refused]")).to_contain_text("mailbox")
    assert field(page) == KIND


def test_a_note_is_kept_with_the_same_keys(page: Page, talk: Conversation) -> None:
    write(page, talk, "note")
    page.keyboard.type("Give her the labour for free.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("textbox", name="Your reply")).to_be_visible()
    assert Interaction.objects.get(kind="note").text == "Give her the labour for free."

"""The composer without script, on a phone, for screen readers, and in its place beside a conversation."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.replies.models import Draft
from heedful.switchboard.models import Delivery
from heedful.team.tests.factories import Cast
from tests.browser.writing import (  # noqa: F401 (fixtures among them)
    BLAME,
    KIND,
    chromium_fixture,
    field,
    kept,
    page_fixture,
    signed_in,
    stage_fixture,
    talk_fixture,
    write,
)


def test_all_of_it_works_without_script(chromium: Browser, live_server, stage: Cast, talk: Conversation) -> None:
    context = signed_in(chromium.new_context(base_url=live_server.url, java_script_enabled=False), stage)
    page = context.new_page()
    page.goto(reverse("composer", args=[talk.pk]))
    place = page.get_by_role("textbox", name="Your reply")
    place.fill(BLAME)
    page.get_by_role("button", name="Keep and ask the coach").click()
    expect(page.locator("[data-finding^=OWN101] .message")).to_be_visible()
    expect(place).to_have_value(BLAME)
    page.get_by_text("Not here", exact=True).first.click()
    page.get_by_role("button", name="It fits this customer").first.click()
    expect(page.locator("[data-finding^=OWN101]")).to_have_count(0)
    place.fill(KIND)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text(re.compile(r"Leaves in \d+ s"))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(place).to_have_value(KIND)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_stands_in_the_way_of_anybody(page: Page, talk: Conversation, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 844})
    write(page, talk)
    page.keyboard.type(f"{BLAME} Dear [insert name], it is guaranteed.")
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    page.locator(".coach-reason summary").first.click()
    page.evaluate("document.querySelectorAll('[data-notice]').forEach((one) => { one.hidden = false; })")
    found = Axe().run(page, context=".composer").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []


def test_on_a_phone_the_way_out_is_always_in_reach(page: Page, talk: Conversation) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    write(page, talk)
    page.keyboard.type("A line of words.\n" * 40)
    kept(page)
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('.composer').scrollWidth <= innerWidth")


def test_beside_a_conversation_by_keyboard_alone(page: Page, talk: Conversation) -> None:
    page.goto(reverse("conversation", args=[talk.pk]))
    expect(page.locator(".composer.is-live")).to_be_visible()
    page.keyboard.press("r")
    place = page.get_by_role("textbox", name="Your reply")
    expect(place).to_be_focused()
    page.keyboard.type(KIND)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".composer-leaving")).to_be_visible()
    page.keyboard.press("z")
    expect(place).to_have_text(KIND)
    assert Delivery.objects.get().state == "undone"


def test_the_timeline_gives_a_reply_back_as_well(page: Page, talk: Conversation) -> None:
    page.goto(reverse("conversation", args=[talk.pk]))
    page.get_by_role("textbox", name="Your reply").click()
    page.keyboard.type(KIND)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".composer-leaving")).to_be_visible()
    page.reload()
    page.locator("#timeline").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text(KIND)
    expect(page.locator(".composer-leaving")).to_have_count(0)
    assert Delivery.objects.get().state == "undone"


def test_what_came_after_the_last_look_still_waits(page: Page, talk: Conversation) -> None:
    page.goto(reverse("conversation", args=[talk.pk]))
    page.get_by_role("textbox", name="Your reply").click()
    page.keyboard.type(KIND)
    later = mail_in(talk.brand_id, "And the invoice?", conversation=talk)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".composer-leaving")).to_be_visible()
    later.refresh_from_db()
    assert later.settled_at is None


def test_undo_stays_in_reach_in_the_next_conversation(page: Page, talk: Conversation, stage: Cast) -> None:
    other = mail_in(stage.brand.pk, "Do you repair clocks?", sender="udo@client.test", subject="Clocks").conversation
    page.goto(reverse("conversation", args=[talk.pk]))
    page.get_by_role("textbox", name="Your reply").click()
    page.keyboard.type(KIND)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".composer-leaving")).to_be_visible()
    page.locator(
        f"[data-row] a[href*='/conversations/{other.pk}/'], a[data-row][href*='/conversations/{other.pk}/']"
    ).first.click()
    floating = page.locator(".composer-leaving.is-floating")
    expect(floating).to_be_visible()
    floating.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text(KIND)
    assert Draft.objects.get().conversation_id == talk.pk
    assert not Interaction.objects.filter(direction="out", withdrawn_at=None).exists()


def test_leaving_for_another_conversation_keeps_the_last_words(page: Page, talk: Conversation, stage: Cast) -> None:
    other = mail_in(stage.brand.pk, "Do you repair clocks?", sender="udo@client.test", subject="Clocks").conversation
    page.goto(reverse("conversation", args=[talk.pk]))
    page.get_by_role("textbox", name="Your reply").click()
    page.keyboard.type("Half a sen")
    row = "[data-row] a[href*='/conversations/{0}/'], a[data-row][href*='/conversations/{0}/']"
    page.locator(row.format(other.pk)).first.click()
    expect(page.locator(f"[data-composer][data-conversation='{other.pk}']")).to_be_visible()
    assert field(page) == ""
    page.locator(row.format(talk.pk)).first.click()
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text("Half a sen")


def test_where_the_browser_knows_no_plain_text_only_it_is_plain_all_the_same(page: Page, talk: Conversation) -> None:
    page.add_init_script(
        """const own = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "contentEditable");
        Object.defineProperty(HTMLElement.prototype, "contentEditable", {...own, set(value) {
            if (value === "plaintext-only") throw new SyntaxError("unknown value");
            own.set.call(this, value); }});"""
    )
    place = write(page, talk)
    page.keyboard.type("one")
    page.keyboard.press("Control+u")
    page.keyboard.type(" two\n\nthree ")
    page.evaluate(
        """async () => { await navigator.clipboard.write([new ClipboardItem({
        "text/plain": new Blob(["four\\r\\nfive"], {type: "text/plain"}),
        "text/html": new Blob(["<h1>four</h1><b>five</b>"], {type: "text/html"})})]); }"""
    )
    page.keyboard.press("Control+v")
    page.keyboard.type("\n")
    assert field(page) == "one two\n\nthree four\nfive\n"
    assert not place.evaluate("place => place.querySelectorAll('b, h1, i, strong').length")


def test_without_the_highlight_api_the_list_still_advises(page: Page, talk: Conversation) -> None:
    page.add_init_script("delete CSS.highlights; delete window.Highlight;")
    write(page, talk)
    page.keyboard.type(BLAME)
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    assert page.evaluate("'highlights' in CSS") is False
    page.keyboard.press("F8")
    page.keyboard.press("Tab")
    expect(page.locator("[data-finding^=OWN101]")).to_have_count(0)


def test_too_long_a_text_is_kept_here_and_says_so(page: Page, talk: Conversation) -> None:
    place = write(page, talk)
    place.evaluate(
        """place => { place.textContent = "word ".repeat(40_001);
        place.dispatchEvent(new InputEvent("input", {bubbles: true})); }"""
    )
    expect(page.locator("[data-notice=refused]")).to_be_visible()
    expect(page.locator("[data-notice=refused]")).to_contain_text("longer than 200,000 characters")
    assert not Draft.objects.exists()
    place.evaluate("place => { place.textContent = 'Short'; place.dispatchEvent(new InputEvent('input')); }")
    expect(page.locator("[data-notice=refused]")).to_be_hidden()
    assert Draft.objects.get().text == "Short"

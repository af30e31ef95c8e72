"""A mail beyond its words: recipients, form, files, a later time, passing on; by pointer and by keyboard alone."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heedful.interactions.models import Conversation, Interaction
from heedful.replies.actions import change_signature
from heedful.replies.models import Draft, DraftFile
from heedful.switchboard.models import Delivery
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of
from tests.browser.writing import (  # noqa: F401 (fixtures among them)
    KIND,
    chromium_fixture,
    field,
    kept,
    page_fixture,
    stage_fixture,
    talk_fixture,
    write,
)

DROP = """([name, type, words]) => {
  const files = new DataTransfer();
  files.items.add(new File([typeof words === "number" ? new Uint8Array(words) : words], name, { type }));
  const paste = name === "clip.png";
  const event = paste ? new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true });
  document.querySelector("[data-editor]").dispatchEvent(event);
}"""


def check(page: Page) -> None:
    """Nothing serious for axe."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [one for one in found if one["impact"] in {"serious", "critical"}] == []


def test_recipients_are_chips_and_a_bad_one_is_said_at_once(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(KIND)
    page.locator(".heading > summary").click()
    cc = page.get_by_label("Cc", exact=True)
    cc.fill("Bo Lind <bo@client.test>, cy@client.test, nonsense")
    page.keyboard.press("Enter")
    expect(page.locator("[data-line=cc] .chip")).to_have_count(2)
    expect(cc).to_have_value("nonsense")
    expect(page.locator("[data-faults]")).to_contain_text("“nonsense” is no e-mail address")
    check(page)
    cc.fill("")
    page.keyboard.press("Backspace")
    expect(page.locator("[data-line=cc] .chip")).to_have_count(1)
    expect(page.locator("[data-summary]")).to_have_text("Ida, cc Bo Lind")
    page.keyboard.press("Escape")
    expect(page.locator(".heading")).not_to_have_attribute("open", "")
    page.reload()
    expect(page.locator("[data-summary]")).to_have_text("Ida, cc Bo Lind")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".composer-leaving")).to_be_visible()
    assert Delivery.objects.get().recipients["cc"] == ["bo@client.test"]


def test_what_still_stands_in_the_field_is_not_lost(page: Page, talk: Conversation) -> None:
    place = write(page, talk)
    page.keyboard.type(KIND)
    page.locator(".heading > summary").click()
    page.get_by_label("Bcc", exact=True).fill("x@")
    place.press("Control+Enter")
    expect(page.locator("[data-notice=refused]")).to_contain_text("an ending such as .com")
    assert not Delivery.objects.exists()


def test_keys_and_buttons_write_marks(page: Page, talk: Conversation, stage: Cast) -> None:
    change_signature(viewer=viewer_of(stage.admin), brand_id=stage.brand.pk, text="{{brand}}", is_own=False)
    place = write(page, talk)
    page.keyboard.type("one\ntwo")
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="List", exact=True).click()
    assert field(page) == "- one\n- two"
    page.get_by_role("button", name="List", exact=True).click()
    assert field(page) == "one\ntwo"
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Control+b")
    assert field(page) == "one\n**two**"
    page.keyboard.press("Control+z")
    assert field(page) == "one\ntwo"
    page.get_by_role("button", name="Italic").focus()
    assert field(page) == "one\ntwo"
    page.get_by_role("button", name="See it as it goes out").click()
    expect(page.locator("dialog[open] .proof")).to_contain_text("Harbour Lamps")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    check(page)
    page.keyboard.press("Escape")
    expect(place).to_be_focused()


def test_files_come_by_button_drop_and_paste_and_stay(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(KIND)
    page.locator("[data-picker]").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    expect(page.locator("[data-file]")).to_have_count(1)
    page.evaluate(DROP, ["drop.txt", "text/plain", "words"])
    expect(page.locator("[data-file]")).to_have_count(2)
    page.evaluate(DROP, ["clip.png", "image/png", "picture"])
    expect(page.locator("[data-file]")).to_have_count(3)
    assert re.search(r"!\[clip\]\(picture:[0-9a-f]{16}\)", field(page))
    check(page)
    with page.expect_response(re.compile("/drafts/")):
        page.keyboard.type(" ")
    page.reload()
    expect(page.locator("[data-file]")).to_have_count(3)
    page.get_by_role("button", name="Take out drop.txt").click()
    expect(page.locator("[data-file]")).to_have_count(2)
    page.evaluate(DROP, ["big.bin", "x/y", 18_000_001])
    expect(page.locator("[data-notice=refused]")).to_contain_text("“big.bin” is bigger than 18 MB")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".composer-leaving")).to_be_visible()
    sent = Interaction.objects.get(direction="out")
    assert sorted(sent.attachments.values_list("name", "is_inline")) == [("clip.png", True), ("plan.pdf", False)]
    page.keyboard.press("z")
    expect(page.locator("[data-file]")).to_have_count(2)
    assert DraftFile.objects.count() == 2


def test_a_reply_for_later_is_shown_and_stopped(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(KIND)
    page.locator(".composer-later > summary").click()
    check(page)
    page.get_by_role("button", name=re.compile("Tomorrow")).click()
    expect(page.locator("[data-scheduled]")).to_contain_text("Leaves by itself")
    assert Draft.objects.get().send_at
    page.get_by_role("button", name="Stop it").click()
    expect(page.locator("[data-scheduled]")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text(KIND)
    assert Draft.objects.get().send_at is None


def test_a_forward_by_keyboard_alone(page: Page, talk: Conversation) -> None:
    page.goto(f"/conversations/{talk.pk}/composer/")
    expect(page.locator(".composer.is-live")).to_be_visible()
    page.keyboard.press("f")
    expect(page.get_by_label("To", exact=True)).to_be_focused()
    page.keyboard.type("works@bench.test")
    page.keyboard.press("Enter")
    expect(page.locator("[data-line=to] .chip")).to_have_count(1)
    check(page)
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name="Your words before it").press("Control+Enter")
    expect(page.locator(".composer-leaving")).to_be_visible()
    sent = Interaction.objects.get(direction="out")
    assert sent.extra["forwarded_to"] == ["works@bench.test"]
    assert Interaction.objects.get(direction="in").settled_at is None


def test_pages_of_mail_are_clean(page: Page, talk: Conversation) -> None:
    mail = talk.interactions.get()
    for address in (
        "/scheduled/",
        "/unwanted/",
        "/settings/signatures/",
        f"/interactions/{mail.pk}/mail/",
        f"/conversations/{talk.pk}/paper/",
    ):
        page.goto(address)
        expect(page.locator("h1, h2").first).to_be_visible()
        check(page)

"""The thin line through the whole house: sign in, a mail arrives live, a reply with a finding taken leaves by SMTP,
resolved, the radar is empty. By mouse, by keyboard alone, on a phone, in the dark.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heedful.switchboard.tests.factories import raw_mail
from tests.browser.conftest import BOX, Street
from tests.world.running import until

pytestmark = [pytest.mark.xdist_group("whole house"), pytest.mark.timeout(240)]

DARK = {"color_scheme": "dark"}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
GOOD = "Hello Ida, I am sorry the lamp arrived broken. A new one leaves today and is with you on Friday. {word}"
HASTY = "You should have checked the box."
_number = count(1)


@pytest.fixture(autouse=True)
def _nothing_waits(street: Street) -> None:
    """What another test left behind would stand on the radar of this one."""
    street.house.ask("resolve_all")


def _letter(street: Street, page: Page) -> str:
    """A mail arrives while the inbox is open; returns its subject once it is on the screen, without a reload."""
    subject = f"Broken lamp {next(_number)}"
    street.dovecot.deliver(
        BOX,
        raw_mail(
            "My lamp arrived broken. When do I get a new one?",
            sender=f"Ida Berg <ida{next(_number)}@client.test>",
            subject=subject,
            message_id=f"journey-{subject.replace(' ', '-')}@client.test",
        ),
    )
    expect(page.get_by_text(subject).first).to_be_visible(timeout=10_000)
    return subject


def _left(street: Street, subject: str):
    """The reply as it left, once it has: the server holds it for ten seconds."""

    def found():
        mails = [message_from_bytes(caught.content, policy=policy.default) for caught in street.sink.caught]
        return next((mail for mail in mails if subject in str(mail["Subject"])), None)

    return until(found, seconds=40)


def _no_serious_fault(page: Page) -> None:
    faults = Axe().run(page).response["violations"]
    serious = [fault for fault in faults if fault["impact"] in {"serious", "critical"}]
    assert not serious, [(fault["id"], [node["html"][:120] for node in fault["nodes"]][:3]) for fault in serious]


def _write_and_take(page: Page) -> None:
    place = page.get_by_role("textbox", name="Your reply")
    place.click()
    page.keyboard.type(GOOD.format(word=HASTY))
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()


@pytest.mark.parametrize("window", [{}, DARK], ids=["light", "dark"], indirect=True)
def test_by_mouse(street: Street, window: Page) -> None:
    street.sign_in(window)
    subject = _letter(street, window)
    window.get_by_text(subject).first.click()
    expect(window.get_by_role("heading", name=subject)).to_be_visible()
    _write_and_take(window)
    finding = window.locator("[data-finding^=OWN101]")
    if not finding.locator("[data-take]").is_visible():
        finding.locator("summary").first.click()
    finding.locator("[data-take]").click()
    expect(finding).to_have_count(0)
    _no_serious_fault(window)
    window.get_by_role("button", name="Send").click()
    expect(window.locator("[data-delivery]").first).to_be_visible()
    mail = _left(street, subject)
    assert HASTY not in mail.get_body(("plain",)).get_content()
    assert mail["In-Reply-To"]
    window.locator("#does-resolve").click()
    window.get_by_role("button", name="Answered", exact=True).click()
    expect(window.locator("#does-reopen")).to_be_visible()
    window.get_by_role("link", name=re.compile("Unanswered")).first.click()
    expect(window.get_by_text("Nobody is waiting for an answer.")).to_be_visible()
    _no_serious_fault(window)


def test_by_keyboard_alone(street: Street, window: Page) -> None:
    street.sign_in(window)
    subject = _letter(street, window)
    for _ in range(window.locator("[data-row]").count()):
        window.keyboard.press("j")
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", name=subject)).to_be_visible()
    window.keyboard.press("r")
    expect(window.get_by_role("textbox", name="Your reply")).to_be_focused()
    window.keyboard.type(GOOD.format(word=HASTY))
    expect(window.locator("[data-finding^=OWN101]")).to_be_visible()
    window.keyboard.press("F8")
    window.keyboard.press("Tab")
    expect(window.locator("[data-finding^=OWN101]")).to_have_count(0)
    window.keyboard.press("Control+Enter")
    expect(window.locator("[data-delivery]").first).to_be_visible()
    assert HASTY not in _left(street, subject).get_body(("plain",)).get_content()
    window.keyboard.press("Escape")
    window.keyboard.press("e")
    window.keyboard.press("Enter")
    expect(window.locator("#does-reopen")).to_be_visible()
    window.keyboard.press("g")
    window.keyboard.press("u")
    expect(window.get_by_text("Nobody is waiting for an answer.")).to_be_visible()


@pytest.mark.parametrize("window", [PHONE], ids=["phone"], indirect=True)
def test_on_a_phone(street: Street, window: Page) -> None:
    street.sign_in(window)
    subject = _letter(street, window)
    window.get_by_text(subject).first.tap()
    expect(window.get_by_role("heading", name=subject)).to_be_visible()
    _write_and_take(window)
    finding = window.locator("[data-finding^=OWN101]")
    if not finding.locator("[data-take]").is_visible():
        finding.locator("summary").first.tap()
    finding.locator("[data-take]").tap()
    expect(finding).to_have_count(0)
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways"
    _no_serious_fault(window)
    window.get_by_role("button", name="Send").tap()
    assert HASTY not in _left(street, subject).get_body(("plain",)).get_content()
    window.locator("#does-resolve").tap()
    window.get_by_role("button", name="Answered", exact=True).tap()
    window.get_by_role("link", name=re.compile("^Due")).first.tap()
    expect(window.get_by_text("Nobody is waiting for an answer.")).to_be_visible()


def test_undo_brings_the_reply_back_after_the_tab_was_closed(street: Street, window: Page) -> None:
    """The server holds the reply: another window of the same person can take it back."""
    street.sign_in(window)
    subject = _letter(street, window)
    window.get_by_text(subject).first.click()
    window.get_by_role("textbox", name="Your reply").click()
    window.keyboard.type(GOOD.format(word=""))
    address = window.url
    window.get_by_role("button", name="Send").click()
    expect(window.locator("[data-delivery]").first).to_be_visible()
    second = window.context.new_page()
    window.close()
    second.goto(address)
    second.get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(second.get_by_role("textbox", name="Your reply")).to_contain_text("A new one leaves today")
    second.locator("#does-resolve").click()
    second.get_by_role("button", name="Solved", exact=True).click()
    assert not [one for one in street.sink.caught if subject.encode() in one.content]

"""A promise by keyboard alone: written in a reply, asked about while one looks, confirmed with Enter, owed, kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Street
from tests.browser.test_journey import _no_serious_fault

pytestmark = [pytest.mark.xdist_group("whole house"), pytest.mark.timeout(240)]
WORDS = "Hello Ida, I am sorry that you had to wait. I will call you tomorrow at 10 and tell you what we found."


@pytest.mark.parametrize("window", [{"timezone_id": "Europe/Berlin"}], indirect=True)
def test_written_confirmed_owed_and_kept(street: Street, window: Page) -> None:
    street.sign_in(window)
    (conversation,) = street.house.ask("receive_mails", count=1, prefix="Where is my lamp?")
    window.goto(f"{street.house.url}/conversations/{conversation}/")
    expect(window.get_by_role("textbox", name="Your reply")).to_be_visible()
    window.keyboard.press("r")
    expect(window.get_by_role("textbox", name="Your reply")).to_be_focused()
    window.keyboard.type(WORDS)
    window.keyboard.press("Control+Enter")
    proposal = window.locator("#promises .promise.proposed")
    expect(proposal).to_contain_text("call you")  # live, without a reload
    expect(proposal).to_contain_text("10:00")
    _no_serious_fault(window)
    window.keyboard.press("Escape")
    window.keyboard.press("p")
    expect(proposal.get_by_role("button", name="It is a promise")).to_be_focused()
    window.keyboard.press("Enter")
    expect(window.locator("#promises .promise.open")).to_contain_text("call you")
    expect(window.locator("#card")).to_contain_text("Promised to them")
    window.keyboard.press("g")
    window.keyboard.press("p")
    owed = window.locator("#owed-rows .promise").filter(has_text="call you and tell you")
    expect(owed).to_be_visible()
    _no_serious_fault(window)
    window.keyboard.press("j")
    expect(owed.locator("[data-row]")).to_be_focused()
    window.keyboard.press("y")
    expect(window.get_by_text("Nothing is owed here.")).to_be_visible()

"""A colleague names somebody in a note: the bell counts it while they look, they open it, it is read. And the same
while the desk is closed: what is pushed to a browser is shown there.
"""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Street
from tests.browser.test_journey import PHONE, _no_serious_fault
from tests.world.desk import signed_in

pytestmark = [pytest.mark.xdist_group("whole house"), pytest.mark.timeout(240)]


def _is_named(street: Street, window: Page, words: str) -> None:
    """The desk is open somewhere else meanwhile, and its line is alive."""
    expect(window.locator("#line-state")).to_have_attribute("data-state", "live")
    (conversation,) = street.house.ask("receive_mails", count=1, prefix=words)
    colleague = signed_in(street.house, "celia@harbour.test")
    note = {"text": f"@Alva {words}", "key": f"key-of-the-note-{conversation}"}
    said = {"X-CSRFToken": colleague.cookies["csrftoken"], "Referer": street.house.url}
    assert colleague.post(f"/conversations/{conversation}/notes/", data=note, headers=said).is_success


@pytest.mark.parametrize("window", [{}, PHONE], ids=["desk", "phone"], indirect=True)
def test_named_in_a_note(street: Street, window: Page, request: pytest.FixtureRequest) -> None:
    words = f"could you look at the shade ({request.node.name})?"
    street.sign_in(window)
    bell = window.locator('[data-count="notices"]')
    expect(bell).to_be_empty()
    _is_named(street, window, words)
    expect(bell).to_have_text(re.compile("^1"))
    window.get_by_role("link", name=re.compile("^(Notices|News)")).click()
    notice = window.get_by_role("link", name=re.compile("Celia named you in a note"))
    expect(notice.first).to_contain_text(words)
    _no_serious_fault(window)
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways"
    window.keyboard.press("j")
    expect(notice.first).to_be_focused()
    window.keyboard.press("Enter")
    expect(window.locator(".talk").get_by_text(words)).to_be_visible()
    expect(bell).to_be_empty()
    window.keyboard.press("g")
    window.keyboard.press("b")
    expect(window.get_by_text("You have seen everything.")).to_be_visible()


def test_a_list_that_is_open_fills_and_is_put_away_at_once(street: Street, window: Page) -> None:
    street.sign_in(window)
    window.goto(f"{street.house.url}/notices/")
    _is_named(street, window, "and this one")
    line = window.locator("#notices-unread li").filter(has_text="and this one")
    expect(line).to_be_visible()
    line.get_by_role("button", name="Read").click()
    expect(window.locator("#notices-read li").filter(has_text="and this one")).to_be_visible()
    expect(window.locator('[data-count="notices"]')).to_be_empty()


def test_what_is_pushed_is_shown_while_the_desk_is_closed(street: Street, window: Page) -> None:
    """The worker of the desk, woken as the browser's push service would."""
    window.context.grant_permissions(["notifications"], origin=street.house.url)
    street.sign_in(window)
    window.goto(f"{street.house.url}/settings/notices/")
    expect(window.get_by_role("button", name="Show notices in this browser")).to_be_visible()
    tools = window.context.new_cdp_session(window)
    seen: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: seen.extend(one["registrationId"] for one in said["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    scope = window.evaluate(
        "navigator.serviceWorker.register('/notices-worker.js').then(() => navigator.serviceWorker.ready).then((one) => one.scope)"
    )
    assert scope == f"{street.house.url}/"
    told = {"title": "You were named in a note", "address": "/notices/", "tag": "one"}
    tools.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": street.house.url, "registrationId": seen[-1], "data": json.dumps(told)},
    )
    shown = "navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) => all.map((one) => [one.title, one.data.address]))"
    window.wait_for_function(f"{shown}.then((all) => all.length)")
    assert window.evaluate(shown) == [["You were named in a note", "/notices/"]]

"""Right to left, and in the language with the longest words, nothing runs off the page: inbox, conversation, settings."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from heedful.interactions.models import Conversation
from heedful.team.models import Membership, Person
from heedful.team.tests.factories import Cast
from tests.browser.writing import chromium_fixture, signed_in, stage_fixture, talk_fixture  # noqa: F401 (fixtures)

TURNED = "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; });"
BEYOND = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"
RAIL_AT_START = "document.querySelector('.rail').getBoundingClientRect().right >= innerWidth - 1"
SETTINGS = ("me", "people", "brand", "hours", "notices")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(("direction", "language"), [("rtl", ""), ("ltr", "de")])
def test_no_page_is_wider_than_its_window(
    chromium: Browser, live_server, stage: Cast, talk: Conversation, direction: str, language: str, width: int
) -> None:
    Person.objects.filter(pk=stage.agent.pk).update(language=language)
    Membership.objects.filter(person=stage.agent).update(role="admin")
    window = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 844})
    page = signed_in(window, stage).new_page()
    if direction == "rtl":
        page.add_init_script(TURNED)
    addresses = ["/", reverse("radar"), reverse("conversation", args=[talk.pk]), reverse("composer", args=[talk.pk])]
    beyond = {}
    for address in [*addresses, *(reverse(f"settings_{name}") for name in SETTINGS)]:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("dir", direction)
        expect(page.locator("main h1, main [role=textbox], main .empty, main [data-row]").first).to_be_attached()
        beyond[address] = page.evaluate(BEYOND)
        if direction == "rtl" and width == 1440:
            assert page.evaluate(RAIL_AT_START)
    assert {address: over for address, over in beyond.items() if over > 0} == {}
    window.close()

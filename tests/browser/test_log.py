"""A call or a visit is written down in seconds: few keys, few taps, for the right customer, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import radar_count
from heedful.team.tests.factories import Cast
from tests.browser.writing import (  # noqa: F401 (fixtures among them)
    PATIENCE,
    chromium_fixture,
    page_fixture,
    signed_in,
    stage_fixture,
    talk_fixture,
)

WORDS = "Lamp left for repair"


@pytest.fixture(name="phone")
def phone_fixture(chromium: Browser, live_server, stage: Cast) -> Iterator[Page]:
    size = {"width": 390, "height": 844}
    context = signed_in(
        chromium.new_context(base_url=live_server.url, viewport=size, has_touch=True, is_mobile=True), stage
    )
    made = context.new_page()
    made.set_default_timeout(PATIENCE)
    yield made
    context.close()


def test_with_six_keys_beside_the_words(page: Page, talk: Conversation, stage: Cast) -> None:
    """Keys g and l, three letters of the name, Enter, what it was, Ctrl+Enter."""
    page.goto("/inbox/all/")
    page.keyboard.press("g")
    page.keyboard.press("l")
    expect(page.get_by_label("Who")).to_be_focused()
    page.keyboard.type("ida")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Ida")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What", exact=True)).to_be_focused()
    page.keyboard.type(WORDS)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="Open what you noted")).to_be_visible()
    noted = Interaction.objects.get(kind="visit")
    assert (noted.text, noted.customer_id, noted.person_id) == (WORDS, talk.customer_id, stage.agent.pk)
    assert radar_count(stage.viewer) == 1  # her letter still waits; the visit is done
    expect(page.get_by_label("Who")).to_be_focused()  # the next one can be written at once
    expect(page.get_by_label("What", exact=True)).to_have_value("")


def test_with_five_taps_on_a_phone(phone: Page, stage: Cast) -> None:
    """Log, the call, who, what, save; somebody new is simply written down."""
    phone.goto("/inbox/all/")
    phone.get_by_role("link", name="Log").first.tap()
    phone.get_by_text("Call", exact=True).tap()
    phone.get_by_label("Who").tap()
    phone.keyboard.type("Nuri Aydin")
    phone.get_by_label("What", exact=True).tap()
    phone.keyboard.type(WORDS)
    save = phone.get_by_role("button", name="Save the note")
    expect(save).to_be_in_viewport()
    save.tap()
    expect(phone.get_by_role("link", name="Open what you noted")).to_be_visible()
    noted = Interaction.objects.get(kind="call")
    assert (noted.customer.name, noted.channel, noted.text) == ("Nuri Aydin", "phone", WORDS)

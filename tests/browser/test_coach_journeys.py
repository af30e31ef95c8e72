"""The coach from the first word to the sent reply, by keyboard alone and as a screen reader hears it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from heedful.coaching.models import SentFinding
from heedful.events.models import Event
from heedful.interactions.models import Conversation, Interaction
from heedful.switchboard.models import Delivery
from tests.browser.writing import (  # noqa: F401 (fixtures among them)
    BLAME,
    KIND,
    chromium_fixture,
    kept,
    page_fixture,
    stage_fixture,
    talk_fixture,
    write,
)

WARM = KIND.replace("nobody answered.", "nobody answered. I understand how annoying that is.")
FULL = """
- list "What the reply does so far":
  - listitem: /Heard.*done/
  - listitem: /Owned.*done/
  - listitem: /Answered.*done/
  - listitem: /Next step.*done/
"""
LOOK = """
- dialog "A second look":
  - heading "A second look" [level=2]
  - paragraph: /Everybody can read this, and it stays/
  - heading "What holds it back" [level=3]
  - list:
    - listitem:
      - button /Go to these words/
  - textbox /Why must this go out as it is/
  - paragraph:
    - button "Back to the words"
    - button "Send with this reason"
"""


def test_from_bad_words_to_a_sent_reply_that_keeps_its_review(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"{BLAME} ")
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    expect(page.locator("[data-meter] li.full")).not_to_have_count(4)
    page.keyboard.press("F8")
    with page.expect_response("**/takings/"):
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type(WARM)
    expect(page.locator("[data-coach]")).to_contain_text("Keeps the fault here.")
    expect(page.locator("[data-meter]")).to_match_aria_snapshot(FULL)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".composer-leaving")).to_be_visible()
    assert SentFinding.objects.get(outcome="taken").code == "OWN101"
    page.goto(reverse("conversation", args=[talk.pk]))
    page.get_by_role("link", name="How the coach saw it").press("Enter")
    seen = page.get_by_role("dialog")
    expect(seen).to_contain_text("wording taken")
    _nothing_serious(page)
    page.goto(reverse("my_writing"))
    expect(page.get_by_role("heading", name="What you do well")).to_be_visible()
    _nothing_serious(page)


def test_a_public_reply_is_held_and_released_with_a_reason(page: Page, talk: Conversation) -> None:
    Interaction.objects.filter(conversation=talk).update(visibility="public")
    page.goto(reverse("composer", args=[talk.pk]))
    place = page.get_by_role("textbox", name="Your public reply")
    place.click()
    page.keyboard.type(f"{KIND} [insert name]")
    kept(page)
    page.keyboard.press("Control+Enter")
    look = page.get_by_role("dialog", name="A second look")
    expect(look).to_match_aria_snapshot(LOOK.strip())
    _nothing_serious(page)
    assert not Delivery.objects.exists()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("The brackets are the name of the model")
    page.keyboard.press("Enter")
    expect(page.locator(".composer-leaving")).to_be_visible()
    assert Event.objects.get(kind="reply.sent_anyway").details["reason"] == "The brackets are the name of the model"


def test_the_practice_behind_a_thought_opens_over_the_draft(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(BLAME)
    how = page.locator("[data-finding^=OWN101]").get_by_role("link", name="Show me how")
    how.press("Enter")
    practice = page.get_by_role("dialog", name="Never shift blame")
    expect(practice).to_contain_text("The opposite:")
    _nothing_serious(page)
    page.keyboard.press("Escape")
    expect(how).to_be_focused()


def _nothing_serious(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []

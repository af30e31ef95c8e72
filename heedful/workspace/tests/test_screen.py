"""The desk in a browser: keys, refreshes that disturb nobody, refusals that are taken back, a phone, a lost line."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heedful.events.instant import HOUR, MINUTE, now
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.tests.factories import mail_in

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FOCUSED = "document.activeElement.id"


@pytest.fixture
def three(stage) -> list[Interaction]:
    """Three who wait, the first one longest."""
    return [
        mail_in(
            stage.brand.pk, subject=f"Matter {number}", sender=f"p{number}@client.test", at=now() - (9 - number) * HOUR
        )
        for number in range(3)
    ]


def refresh(screen: Page, part: str) -> None:
    """What a note from the live stream does."""
    with screen.expect_response(re.compile("part=")):
        screen.evaluate("part => htmx.trigger(part, 'live')", part)


def opened(screen: Page, row: Interaction) -> None:
    expect(screen.get_by_role("heading", name=row.subject, exact=True)).to_be_visible()


def test_moving_and_opening_by_keys(screen: Page, three: list[Interaction]) -> None:
    screen.goto("/inbox/waiting/")
    screen.keyboard.press("j")
    screen.keyboard.press("j")
    screen.keyboard.press("k")
    assert screen.evaluate(FOCUSED) == f"entry-{three[0].conversation_id}"
    screen.keyboard.press("j")
    screen.keyboard.press("Enter")
    opened(screen, three[1])
    expect(screen.locator(".entry[aria-current=true]")).to_have_id(f"entry-{three[1].conversation_id}")
    assert f"/conversations/{three[1].conversation_id}/" in screen.url
    screen.keyboard.press("/")
    screen.keyboard.type("jjee")
    assert screen.locator("#find").input_value() == "jjee"
    screen.keyboard.press("Escape")
    screen.keyboard.press("?")
    expect(screen.locator("#keys")).to_be_visible()
    screen.keyboard.press("Escape")
    screen.keyboard.press("g")
    screen.keyboard.press("l")
    screen.wait_for_url("**/note/")


def test_assigning_and_resolving_by_keys(screen: Page, three: list[Interaction], stage) -> None:
    screen.goto(f"/conversations/{three[0].conversation_id}/")
    expect(screen.locator(".entry")).to_have_count(3)
    screen.keyboard.press("a")
    expect(screen.get_by_role("button", name="I do")).to_be_focused()
    screen.keyboard.press("j")
    screen.keyboard.press("Enter")
    expect(screen.locator("[data-assignee]")).to_have_text("Bruno")
    screen.keyboard.press("e")
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("Enter")
    expect(screen.locator("#does-reopen")).to_be_visible()
    expect(screen.locator(".entry")).to_have_count(2)
    row = Conversation.objects.get(pk=three[0].conversation_id)
    assert (row.assignee_id, row.resolution) == (stage.colleague.pk, "solved")
    screen.keyboard.press("e")
    expect(screen.locator("#does-resolve")).to_be_visible()


def test_what_is_refused_is_taken_back_and_said(screen: Page, three: list[Interaction]) -> None:
    screen.goto(f"/conversations/{three[0].conversation_id}/")
    expect(screen.locator(".entry")).to_have_count(3)
    expect(screen.get_by_role("textbox", name="Your reply")).to_be_visible()
    words = "The disk is full. Nothing was changed."
    screen.route("**/resolution/", lambda route: route.fulfill(status=507, content_type="text/plain", body=words))
    screen.keyboard.press("e")
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("alert")).to_contain_text(words)
    expect(screen.locator(".entry.leaving")).to_have_count(0)
    expect(screen.locator("#does-resolve")).to_be_visible()
    screen.unroute("**/resolution/")
    screen.route("**/assignment/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    screen.keyboard.press("a")
    expect(screen.get_by_role("button", name="I do")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("alert").last).to_contain_text("cannot be reached")
    expect(screen.locator("[data-assignee]")).to_have_text("nobody’s yet")


def test_a_refresh_shows_what_is_new_and_disturbs_nobody(screen: Page, three: list[Interaction], stage) -> None:
    Interaction.objects.filter(pk=three[0].pk).update(full_text="Where is my lamp?\n\n> quoted words")
    screen.goto(f"/conversations/{three[0].conversation_id}/")
    expect(screen.locator(".entry")).to_have_count(3)
    screen.get_by_text("The whole message").click()
    screen.locator(".entry").nth(1).focus()
    screen.evaluate("window.before = document.querySelector('#entries .entry')")
    mail_in(stage.brand.pk, "A second letter", conversation=three[0].conversation)
    mail_in(stage.brand.pk, subject="Brand new", sender="new@client.test", at=now() - 20 * HOUR)
    refresh(screen, "#entries")
    refresh(screen, "#talk")
    expect(screen.locator(".entry").first).to_contain_text("Brand new")
    expect(screen.locator(".moment")).to_have_count(2)
    expect(screen.get_by_text("quoted words")).to_be_visible()
    assert screen.evaluate(FOCUSED) == f"entry-{three[1].conversation_id}"
    assert screen.evaluate("window.before.isConnected")


def test_more_rows_come_while_scrolling_and_stay_after_a_refresh(screen: Page, stage) -> None:
    for number in range(60):
        mail_in(
            stage.brand.pk, subject=f"Matter {number:02}", sender=f"p{number}@client.test", at=now() - number * MINUTE
        )
    screen.goto("/inbox/all/")
    expect(screen.locator(".entry")).to_have_count(50)
    screen.evaluate("document.querySelector('#entries').scrollTop = 1e6")
    expect(screen.locator(".entry")).to_have_count(60)
    refresh(screen, "#entries")
    expect(screen.locator(".entry")).to_have_count(60)
    assert screen.evaluate("document.querySelector('#entries').scrollTop") > 500


def test_a_lost_line_says_so(screen: Page, three: list[Interaction]) -> None:
    screen.goto("/inbox/waiting/")  # this server has no stream
    expect(screen.locator("#line-state")).to_have_text("No connection")
    expect(screen.locator("#toasts")).to_contain_text("trying again")


@pytest.mark.parametrize("screen", [PHONE], ids=["phone"], indirect=True)
def test_one_pane_at_a_time_on_a_phone(screen: Page, three: list[Interaction]) -> None:
    screen.goto("/inbox/waiting/")
    screen.locator(".entry").nth(1).tap()
    opened(screen, three[1])
    expect(screen.locator("#list")).to_be_hidden()
    screen.get_by_role("button", name="Card").tap()
    expect(screen.locator("#card")).to_be_visible()
    screen.get_by_role("button", name="Close the card").tap()
    expect(screen.locator("#card")).to_be_hidden()
    screen.get_by_role("link", name="Back to the list").tap()
    expect(screen.locator("#list")).to_be_visible()
    assert screen.url.endswith("/inbox/waiting/")
    screen.go_back()
    opened(screen, three[1])
    assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_note_is_kept_as_one_types_and_gone_once_saved(screen: Page, three: list[Interaction]) -> None:
    screen.goto("/note/")
    screen.keyboard.type("p1")
    expect(screen.get_by_role("option", name=re.compile("P1"))).to_be_visible()
    screen.keyboard.press("Enter")
    screen.keyboard.type("Came by for the lamp.")
    expect(screen.locator("#kept")).to_have_text("Kept as you type")
    screen.reload()
    expect(screen.locator("#field-text")).to_have_value("Came by for the lamp.")
    expect(screen.locator("#chosen")).to_contain_text("P1")
    screen.locator("#field-text").focus()
    screen.keyboard.press("Control+Enter")
    expect(screen.get_by_role("status").get_by_text("Noted.")).to_be_visible()
    expect(screen.locator("#field-text")).to_have_value("")
    row = Interaction.objects.latest("id")
    assert (row.text, row.kind, row.customer_id) == ("Came by for the lamp.", "visit", three[1].customer_id)


@pytest.mark.parametrize(
    "screen", [{}, {**PHONE, "color_scheme": "dark"}], ids=["light desk", "dark phone"], indirect=True
)
def test_axe_finds_nothing(screen: Page, three: list[Interaction]) -> None:
    pages = [
        "/inbox/waiting/",
        "/inbox/resolved/",
        f"/conversations/{three[0].conversation_id}/",
        "/unanswered/",
        "/search/?q=lamp",
        "/note/",
    ]
    for path in pages:
        screen.goto(path)
        screen.wait_for_load_state("networkidle")
        found = Axe().run(screen).response["violations"]
        assert not found, [(path, fault["id"], [node["html"][:120] for node in fault["nodes"]][:3]) for fault in found]

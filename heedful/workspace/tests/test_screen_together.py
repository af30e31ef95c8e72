"""Working together in a browser: tags, snooze, many at once with undo, merge, filters, names in notes, two writers."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heedful.events.instant import HOUR, now
from heedful.interactions.actions import Wish, be_present, save_view, tag
from heedful.interactions.models import Conversation, Interaction, Mention, SavedView
from heedful.interactions.tests.factories import mail_in
from heedful.replies.models import Draft
from heedful.switchboard.models import Delivery
from heedful.switchboard.tests.factories import make_account
from heedful.team.viewer import viewer_of

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def four(stage) -> list[Interaction]:
    """Four who wait, the first one longest; the last two are of one customer."""
    make_account(stage.brand)
    senders = ["p0", "p1", "p2", "p2"]
    return [
        mail_in(
            stage.brand.pk, subject=f"Matter {number}", sender=f"{name}@client.test", at=now() - (9 - number) * HOUR
        )
        for number, name in enumerate(senders)
    ]


def open_first(screen: Page, row: Interaction, view: str = "waiting") -> None:
    screen.goto(f"/conversations/{row.conversation_id}/?view={view}")
    expect(screen.locator("#entries .entry").first).to_be_visible()
    expect(screen.locator("[data-composer]")).to_be_visible()


def test_tags_by_keys(screen: Page, four: list[Interaction]) -> None:
    open_first(screen, four[0])
    screen.keyboard.press("l")
    expect(screen.locator("#dialog [data-narrow]")).to_be_focused()
    screen.keyboard.type("Refund")
    screen.keyboard.press("Enter")
    expect(screen.locator('#dialog [aria-pressed="true"]')).to_have_count(1)
    expect(screen.locator("#dialog [data-narrow]")).to_be_focused()
    screen.keyboard.type("ref")
    screen.keyboard.press("Enter")
    expect(screen.locator('#dialog [aria-pressed="true"]')).to_have_count(0)
    screen.keyboard.type("refund")
    screen.keyboard.press("Enter")
    expect(screen.locator('#dialog [aria-pressed="true"]')).to_have_count(1)
    screen.keyboard.press("Escape")
    expect(screen.locator(".head .tag", has_text="Refund")).to_be_visible()
    expect(screen.locator(f"#entry-{four[0].conversation_id} .tag")).to_have_text("Refund")


def test_put_off_followed_and_urgent_by_keys(screen: Page, four: list[Interaction]) -> None:
    open_first(screen, four[0])
    screen.keyboard.press("w")
    expect(screen.locator(".head")).to_contain_text("you follow")
    screen.keyboard.press("u")
    expect(screen.locator("#dialog button[autofocus]")).to_be_focused()
    screen.keyboard.press("ArrowUp")
    screen.keyboard.press("Enter")
    expect(screen.locator(".head")).to_contain_text("high")
    screen.keyboard.press("s")
    expect(screen.locator("#dialog button[autofocus]")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator(f"#entry-{four[0].conversation_id}")).to_have_count(0)
    expect(screen.locator(".head")).to_contain_text("back")
    assert Conversation.objects.get(pk=four[0].conversation_id).snoozed_until


def test_many_at_once_and_all_of_it_back(screen: Page, four: list[Interaction]) -> None:
    screen.goto("/inbox/waiting/")
    expect(screen.locator("#entries .entry")).to_have_count(4)
    for key in ("j", "x", "j", "j", "X"):
        screen.keyboard.press(key)
    expect(screen.locator("#picked")).to_contain_text("3 chosen")
    screen.keyboard.press("e")
    expect(screen.locator("#dialog button[autofocus]")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator("#entries .entry")).to_have_count(1)
    expect(screen.locator("#toasts")).to_contain_text("Done for 3 conversations.")
    expect(screen.locator("#picked")).to_be_hidden()
    screen.keyboard.press("Control+z")
    expect(screen.locator("#entries .entry")).to_have_count(4)
    screen.locator(".pick").nth(1).check(force=True)
    screen.get_by_role("button", name="All in this view").click()
    expect(screen.locator(".pick:checked")).to_have_count(4)
    screen.keyboard.press("Escape")
    expect(screen.locator(".pick:checked")).to_have_count(0)


def test_merged_and_undone(screen: Page, four: list[Interaction]) -> None:
    open_first(screen, four[2])
    screen.keyboard.press("m")
    screen.get_by_role("button", name=re.compile("Matter 3")).click()
    expect(screen.locator(".moment")).to_have_count(2)
    expect(screen.locator("#entries .entry")).to_have_count(3)
    expect(screen.locator(".moves")).to_contain_text("Matter 3")
    screen.locator("#toasts [data-undoes]").click()
    expect(screen.locator(".moment")).to_have_count(1)
    expect(screen.locator("#entries .entry")).to_have_count(4)


def test_a_filter_is_written_with_help_and_saved(screen: Page, four: list[Interaction], stage) -> None:
    tag(viewer=stage.viewer, conversation_id=four[1].conversation_id, name="refund")
    screen.goto("/inbox/waiting/")
    expect(screen.locator("#entries .entry")).to_have_count(4)
    screen.keyboard.press("v")
    expect(screen.locator("#filter-text")).to_be_focused()
    screen.keyboard.type("ta")
    expect(screen.get_by_role("option", name=re.compile("^tag"))).to_be_visible()
    screen.keyboard.press("Tab")
    expect(screen.get_by_role("option", name="is", exact=True)).to_be_visible()
    screen.keyboard.type("is re")
    expect(screen.get_by_role("option", name="refund")).to_be_visible()
    screen.keyboard.press("Tab")
    expect(screen.locator("#filter-text")).to_have_value("tag is refund ")
    screen.keyboard.press("Enter")
    expect(screen.locator("#entries .entry")).to_have_count(1)
    assert "q=tag%20is%20refund" in screen.url
    screen.get_by_role("link", name="Save as a view").click()
    screen.get_by_label("Name").fill("Refunds")
    screen.get_by_role("button", name="Save", exact=True).click()
    screen.wait_for_url("**/inbox/saved-*/")
    assert SavedView.objects.get().text == "tag is refund"
    expect(screen.locator("#views summary")).to_have_text("Refunds")
    screen.locator("#filter-text").fill("tga is refund")
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("alert")).to_contain_text("Did you mean 'tag'?")


def test_a_colleague_is_named_in_a_note(screen: Page, four: list[Interaction], stage) -> None:
    open_first(screen, four[0])
    screen.keyboard.press("n")
    editor = screen.get_by_role("textbox", name="Your note")
    expect(editor).to_be_focused()
    screen.keyboard.type("Can you look, @bru")
    expect(screen.get_by_role("option", name="Bruno")).to_have_attribute("aria-selected", "true")
    screen.keyboard.press("Enter")
    expect(editor).to_have_text("Can you look, @Bruno ")
    screen.keyboard.type("please?")
    screen.keyboard.press("Control+Enter")
    expect(editor).to_have_count(0)  # kept, and the reply is in its place again
    assert Interaction.objects.latest("id").text == "Can you look, @Bruno please?"
    assert list(Mention.objects.values_list("person_id", flat=True)) == [stage.colleague.pk]


def test_two_who_answer_are_asked_first(screen: Page, four: list[Interaction], stage) -> None:
    be_present(viewer=viewer_of(stage.colleague), conversation_id=four[0].conversation_id, is_writing=True)
    open_first(screen, four[0])
    expect(screen.locator("#presence")).to_contain_text("Bruno is writing an answer.")
    screen.keyboard.press("r")
    screen.keyboard.type("Hello, your lamp leaves us tomorrow at nine.")
    screen.keyboard.press("Control+Enter")
    expect(screen.locator("#clash")).to_contain_text("Bruno is writing an answer too.")
    expect(screen.get_by_role("button", name="Not yet")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator("#clash")).to_be_hidden()
    assert not Delivery.objects.exists()
    screen.keyboard.press("Control+Enter")
    screen.get_by_role("button", name="Send it all the same").click()
    expect(screen.locator("[data-delivery]").first).to_be_visible()
    assert Delivery.objects.count() == 1


def test_saying_that_one_is_here_is_no_reason_to_complain(screen: Page, four: list[Interaction]) -> None:
    screen.route("**/presence/", lambda route: route.abort())
    open_first(screen, four[0])
    screen.keyboard.press("r")
    screen.keyboard.type("Hello")
    expect(screen.locator(".composer-state")).to_contain_text("Kept")
    expect(screen.get_by_role("alert")).to_have_count(0)


def test_a_draft_is_handed_over_and_gone_from_here(screen: Page, four: list[Interaction], stage) -> None:
    open_first(screen, four[0])
    screen.keyboard.press("r")
    screen.keyboard.type("Hello, your lamp")
    expect(screen.locator(".composer-state")).to_contain_text("Kept")
    screen.keyboard.press("Escape")
    screen.keyboard.press("h")
    screen.locator("#dialog").get_by_role("button", name="Bruno").click()
    expect(screen.locator("#toasts")).to_contain_text("Bruno has your draft now.")
    expect(screen.get_by_role("textbox", name="Your reply")).to_have_text("")
    expect(screen.locator("[data-assignee]")).to_have_text("Bruno")
    screen.reload()
    expect(screen.get_by_role("textbox", name="Your reply")).to_have_text("")
    assert [(row.person_id, row.text) for row in Draft.objects.all()] == [(stage.colleague.pk, "Hello, your lamp")]


@pytest.mark.parametrize(
    "screen", [{}, {**PHONE, "color_scheme": "dark"}], ids=["light desk", "dark phone"], indirect=True
)
def test_axe_finds_nothing(screen: Page, four: list[Interaction], stage) -> None:
    for name in ("refund", "late"):
        tag(viewer=stage.viewer, conversation_id=four[0].conversation_id, name=name)
    save_view(viewer=stage.viewer, wish=Wish("Refunds", "tag is refund", f"brand:{stage.brand.pk}"))
    be_present(viewer=viewer_of(stage.colleague), conversation_id=four[0].conversation_id, is_writing=True)
    at = f"/conversations/{four[0].conversation_id}"
    for path in ("/inbox/filter/?q=tga", f"{at}/", f"{at}/tags/", f"{at}/snooze/", f"{at}/merging/", "/batches/tag/"):
        screen.goto(path)
        screen.wait_for_load_state("networkidle")
        clean(screen, path)
    screen.goto("/inbox/waiting/")
    screen.locator("#more-views summary").click()
    expect(screen.locator("#saved-views a")).to_have_count(1)
    clean(screen, "the menu")
    screen.get_by_role("button", name=re.compile("Choose several")).click()
    screen.locator(".pick").first.check(force=True)
    clean(screen, "chosen rows")
    assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def clean(screen: Page, where: str) -> None:
    found = Axe().run(screen).response["violations"]
    assert not found, [(where, fault["id"], [node["html"][:120] for node in fault["nodes"]][:3]) for fault in found]

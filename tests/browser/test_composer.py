"""Writing in a real browser: the text map, findings under the words, drafts that survive, sending with undo."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from heedful.events.instant import now
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.replies.actions import save_draft
from heedful.replies.models import Draft
from heedful.switchboard.models import Account, Delivery
from heedful.team.tests.factories import Cast, make_cast

LETTER = "The lamp arrived broken and nobody answered my call. When do I get a new one? Do I pay the postage?"
BLAME = "You should have read the manual."
KIND = (
    "Hello Ida, I am sorry that the lamp arrived broken and that nobody answered. That is our fault. "
    "A new one leaves today and I write to you by Friday noon. You pay no postage."
)
SLOW = 8000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django would refuse the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture
def stage(transactional_db: None) -> Cast:
    made = make_cast()
    Account.objects.create(
        brand=made.brand, channel="email", name="Desk", address="desk@harbour.test", created_at=now()
    )
    return made


@pytest.fixture
def talk(stage: Cast) -> Conversation:
    return mail_in(stage.brand.pk, LETTER).conversation


@pytest.fixture
def page(chromium: Browser, live_server, stage: Cast) -> Iterator[Page]:  # noqa: ANN001
    """Our agent's browser; a script that fails or a rule of the policy that is broken fails the test."""
    client = Client()
    client.force_login(stage.agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    made = context.new_page()
    made.set_default_timeout(SLOW)
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield made
    context.close()
    assert not faults


def write(page: Page, talk: Conversation, kind: str = "reply"):  # noqa: ANN201
    """Open the composer and return the place to write."""
    page.goto(f"{reverse('composer', args=[talk.pk])}?kind={kind}")
    place = page.get_by_role("textbox", name=re.compile("Your (reply|note)"))
    place.click()
    return place


def kept(page: Page) -> None:
    """Wait until the newest words are on the server and reviewed."""
    with page.expect_response(re.compile("/drafts/")):
        pass


def field(page: Page) -> str:
    """What the form would send."""
    return page.eval_on_selector("textarea[name=text]", "field => field.value")


def marked(page: Page, name: str) -> list[str]:
    """The words under one kind of line."""
    return page.evaluate("name => [...(CSS.highlights.get(name) ?? [])].map(String)", f"composer-{name}")


def test_findings_stand_under_the_words_they_mean(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"Hello Ida 👩🏽‍🔧,\n\n{BLAME} Dear [insert name],\nthanks")
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    [advice] = marked(page, "advice")
    assert advice.startswith("You should have read")
    assert marked(page, "holds") == ["[insert name]"]
    assert page.locator(".composer-numbers > span").all_inner_texts() == ["1", "2"]


def test_the_caret_stays_where_it_is_while_the_coach_answers(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"One. {BLAME} Three.")
    page.keyboard.press("Home")
    page.keyboard.type("Zero ")
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    page.keyboard.type("and a half. ")
    assert field(page) == f"Zero and a half. One. {BLAME} Three."


def test_a_wording_is_taken_with_two_keys_and_undone_with_the_browsers_own(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"Hello. {BLAME} Bye.")
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    page.keyboard.press("F8")
    page.keyboard.press("Tab")
    taken = field(page)
    assert "should have read" not in taken
    assert taken.startswith("Hello. ") and taken.endswith("Bye.")
    page.keyboard.type("!")
    assert field(page) == f"{taken}!", "the caret was moved"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert field(page) == f"Hello. {BLAME} Bye."


def test_tab_leaves_the_editor_unless_a_finding_was_asked_for(page: Page, talk: Conversation) -> None:
    place = write(page, talk)
    page.keyboard.type(BLAME)
    expect(page.locator("[data-finding^=OWN101]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(place).not_to_be_focused()
    assert field(page) == BLAME


def test_pressing_underlined_words_opens_their_finding(page: Page, talk: Conversation) -> None:
    place = write(page, talk)
    page.keyboard.type(f"{BLAME}\n\nThis is guaranteed to work.")
    expect(page.locator("[data-finding^=PRM]").first).to_be_visible()
    box = page.evaluate(
        """() => { const ranges = [...CSS.highlights.get("composer-advice")];
        const box = ranges.find((range) => String(range) === "guaranteed").getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2]; }"""
    )
    page.mouse.click(*box)
    expect(page.locator("[data-finding^=PRM].is-armed .message")).to_be_visible()
    assert marked(page, "open") == ["guaranteed"]
    expect(place).to_be_focused()


def test_not_here_needs_a_reason_and_is_heard(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(BLAME)
    row = page.locator("[data-finding^=OWN101]")
    row.get_by_text("Not here", exact=True).click()
    row.get_by_role("button", name="It fits this customer").click()
    expect(row).to_have_count(0)
    page.get_by_role("textbox", name="Your reply").press_sequentially(" Really.")
    kept(page)
    expect(row).to_have_count(0)
    assert field(page) == f"{BLAME} Really."


def test_a_reason_being_written_is_not_swept_away(page: Page, talk: Conversation) -> None:
    place = write(page, talk)
    page.keyboard.type(BLAME)
    row = page.locator("[data-finding^=OWN101]")
    row.get_by_text("Not here", exact=True).click()
    reason = row.get_by_placeholder("Another reason")
    reason.fill("She said it herself")
    place.evaluate("place => { place.append(' More.'); place.dispatchEvent(new InputEvent('input', {bubbles: true})); }")
    kept(page)
    expect(reason).to_have_value("She said it herself")
    reason.press("Enter")
    expect(row).to_have_count(0)


def test_why_opens_the_rules_own_page(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(BLAME)
    page.locator("[data-finding^=OWN101]").get_by_role("link", name="why?").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Why it matters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_what_changed_is_announced_once_the_writer_rests(page: Page, talk: Conversation) -> None:
    write(page, talk)
    herald = page.locator("[data-herald]")
    page.evaluate(
        """() => { window.heard = []; new MutationObserver(() => window.heard.push(
        document.querySelector("[data-herald]").textContent)).observe(
        document.querySelector("[data-herald]"), {childList: true, characterData: true, subtree: true}); }"""
    )
    page.keyboard.type(BLAME, delay=60)
    expect(herald).to_contain_text("Moves the blame")
    assert len(page.evaluate("window.heard")) == 1


def test_composing_is_left_in_peace(page: Page, talk: Conversation) -> None:
    write(page, talk)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/drafts/" in request.url else None)
    keyboard = page.context.new_cdp_session(page)
    for letters in ("ka", "kak", "かき"):
        keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": 2, "selectionEnd": 2})
        page.wait_for_timeout(350)
    assert not asked
    keyboard.send("Input.insertText", {"text": "柿"})
    kept(page)
    assert field(page) == "柿"


@pytest.mark.parametrize(
    ("html", "plain", "result"),
    [
        ("<h1>Big</h1><p><b>bold</b> <i>and</i> <a href=x>more</a></p>", "Big\n\nbold and more", "Big\n\nbold and more"),
        ("", "one\r\ntwo\r\n", "one\ntwo\n"),
        ("", "tab\tand\u0007bell", "tab\tandbell"),
        ("", "שלום, Ida 👩‍👩‍👧 ä", "שלום, Ida 👩‍👩‍👧 ä"),
    ],
)
def test_what_is_pasted_is_plain(page: Page, talk: Conversation, html: str, plain: str, result: str) -> None:
    place = write(page, talk)
    page.evaluate(
        """async ([html, plain]) => { const kinds = {"text/plain": new Blob([plain], {type: "text/plain"})};
        if (html) kinds["text/html"] = new Blob([html], {type: "text/html"});
        await navigator.clipboard.write([new ClipboardItem(kinds)]); }""",
        [html, plain],
    )
    page.keyboard.press("Control+v")
    assert field(page) == result
    assert place.evaluate("place => [...place.querySelectorAll('*')].every((one) => ['BR', 'DIV'].includes(one.tagName))")
    kept(page)
    assert Draft.objects.get().text == result


def test_lines_are_kept_as_typed(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type("one\n\n\ntwo\n")
    kept(page)
    assert Draft.objects.get().text == "one\n\n\ntwo\n"
    page.reload()
    assert field(page) == "one\n\n\ntwo\n"


def test_reply_and_note_are_drafts_of_their_own(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type("For Ida")
    page.get_by_role("link", name="Note").click()
    note = page.get_by_role("textbox", name="Your note")
    expect(note).to_be_focused()
    note.press_sequentially("For us")
    kept(page)
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Your reply")).to_be_focused()
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text("For Ida")
    assert {draft.kind: draft.text for draft in Draft.objects.all()} == {"reply": "For Ida", "note": "For us"}


def test_a_reload_in_the_middle_of_a_word_loses_nothing(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type("This must not be lo")
    page.reload()
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text("This must not be lo")


def test_without_a_connection_the_draft_stays_here_and_goes_up_later(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.route("**/drafts/**", lambda route: route.abort())
    page.keyboard.type("Written in a tunnel")
    lost = page.locator("[data-notice=lost]")
    expect(lost).to_contain_text("No connection since")
    expect(lost).to_contain_text("trying again in")
    assert not Draft.objects.exists()
    page.unroute("**/drafts/**")
    lost.get_by_role("button", name="Try now").click()
    expect(lost).to_be_hidden()
    assert Draft.objects.get().text == "Written in a tunnel"
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('heedful.draft.'))") == []


def test_it_tries_again_by_itself(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.route("**/drafts/**", lambda route: route.abort(), times=1)
    page.keyboard.type("Written in a tunnel")
    expect(page.locator("[data-notice=lost]")).to_be_visible()
    expect(page.locator("[data-notice=lost]")).to_be_hidden()
    assert Draft.objects.get().text == "Written in a tunnel"


def test_what_was_written_without_connection_outlives_the_tab(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.context.set_offline(offline=True)
    page.keyboard.type("Written in a tunnel")
    expect(page.locator("[data-notice=lost]")).to_be_visible()
    page.close(run_before_unload=False)
    page.context.set_offline(offline=False)
    again = page.context.new_page()
    again.goto(reverse("composer", args=[talk.pk]))
    expect(again.get_by_role("textbox", name="Your reply")).to_have_text("Written in a tunnel")
    expect(again.locator("[data-notice=restored]")).to_contain_text("Brought back")
    kept_again = again.locator(".composer-state")
    expect(kept_again).to_contain_text("Kept")
    assert Draft.objects.get().text == "Written in a tunnel"


def test_an_answer_that_was_lost_is_no_clash_with_oneself(page: Page, talk: Conversation) -> None:
    write(page, talk)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/drafts/**", lose, times=1)
    page.keyboard.type("First")
    expect(page.locator("[data-notice=lost]")).to_be_visible()
    page.keyboard.type(" and second")
    expect(page.locator("[data-notice=lost]")).to_be_hidden()
    expect(page.locator("[data-notice=clash]")).to_be_hidden()
    assert Draft.objects.get().text == "First and second"


@pytest.mark.parametrize(("side", "winner"), [("mine", "From the desk"), ("theirs", "From the phone")])
def test_two_windows_are_shown_side_by_side(
    page: Page, talk: Conversation, stage: Cast, side: str, winner: str
) -> None:
    write(page, talk)
    save_draft(viewer=stage.viewer, conversation_id=talk.pk, kind="reply", text="From the phone")
    page.keyboard.type("From the desk")
    clash = page.locator("[data-notice=clash]")
    expect(clash.locator("[data-side=mine]")).to_contain_text("From the desk")
    expect(clash.locator("[data-side=theirs]")).to_contain_text("From the phone")
    assert Draft.objects.get().text == "From the phone"
    with page.expect_response(re.compile("/drafts/")):
        clash.locator(f"[data-side={side}]").get_by_role("button").click()
    expect(clash).to_be_hidden()
    assert field(page) == winner
    assert Draft.objects.get().text == winner


def test_a_lost_session_says_so_and_keeps_the_text(page: Page, talk: Conversation) -> None:
    write(page, talk)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.keyboard.type("Signed out meanwhile")
    notice = page.locator("[data-notice=signed-out]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("You have been signed out.")
    page.context.add_cookies(cookies)
    notice.get_by_role("button", name="Go on").click()
    expect(notice).to_be_hidden()
    assert Draft.objects.get().text == "Signed out meanwhile"


def test_a_reply_waits_ten_seconds_and_comes_back_on_demand(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(KIND)
    page.keyboard.press("Control+Enter")
    bar = page.locator(".composer-leaving")
    expect(bar).to_contain_text(re.compile(r"Leaves in [6-9] s"))
    assert field(page) == ""
    assert Interaction.objects.get(direction="out").text == KIND
    page.reload()
    expect(bar).to_contain_text(re.compile(r"Leaves in \d s"))
    page.keyboard.press("z")
    expect(page.get_by_role("textbox", name="Your reply")).to_have_text(KIND)
    expect(page.get_by_role("textbox", name="Your reply")).to_be_focused()
    expect(bar).to_have_count(0)
    assert Delivery.objects.get().state == "undone"
    page.keyboard.press("Control+Enter")
    expect(bar).to_be_visible()
    assert Delivery.objects.filter(state="queued").count() == 1


def test_a_lost_answer_does_not_send_twice(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(KIND)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/replies/", lose, times=1)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-notice=unsure]")).to_contain_text("it goes out once only")
    assert field(page) == KIND
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".composer-leaving")).to_be_visible()
    assert Delivery.objects.count() == 1


def test_what_holds_it_back_is_pointed_at_and_may_go_with_a_reason(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"{KIND} [insert name]")
    held = page.get_by_role("button", name="Held: 1 finding")
    expect(held).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-finding^=PER101].is-armed .message")).to_be_visible()
    assert not Delivery.objects.exists()
    page.get_by_text("Send anyway, with a reason").click()
    page.get_by_label("Why must this go out").fill("The brackets belong there")
    page.get_by_role("button", name="Send with this reason").click()
    expect(page.locator(".composer-leaving")).to_be_visible()
    assert Delivery.objects.count() == 1


def test_mending_the_words_frees_the_reply(page: Page, talk: Conversation) -> None:
    write(page, talk)
    page.keyboard.type(f"{KIND} [x]")
    page.keyboard.type("")
    page.keyboard.press("Control+a")
    page.keyboard.type(f"{KIND} [insert name]")
    expect(page.get_by_role("button", name="Held: 1 finding")).to_be_visible()
    for _ in "[insert name]":
        page.keyboard.press("Backspace")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_visible()


def test_a_refusal_keeps_the_text(page: Page, talk: Conversation) -> None:
    Account.objects.all().delete()
    write(page, talk)
    page.keyboard.type(KIND)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-notice=refused]")).to_contain_text("mailbox")
    assert field(page) == KIND


def test_a_note_is_kept_with_the_same_keys(page: Page, talk: Conversation) -> None:
    write(page, talk, "note")
    page.keyboard.type("Give her the labour for free.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("textbox", name="Your reply")).to_be_visible()
    assert Interaction.objects.get(kind="note").text == "Give her the labour for free."

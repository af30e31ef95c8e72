"""What the tests of the composer stand on: a browser, our agent at the desk, a letter to answer."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from heedful.events.instant import now
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.replies.models import Draft
from heedful.switchboard.models import Account
from heedful.team.tests.factories import Cast, make_cast

LETTER = "The lamp arrived broken and nobody answered my call. When do I get a new one? Do I pay the postage?"
BLAME = "You should have read the manual."
KIND = (
    "Hello Ida, I am sorry that the lamp arrived broken and that nobody answered. That is our fault. "
    "A new one leaves today and I write to you by Friday noon. You pay no postage."
)
_on_the_way: Counter[Page] = Counter()  # saves of drafts, by page
PATIENCE = 8000  # milliseconds; both cores may be busy


@pytest.fixture(name="chromium", scope="module")
def chromium_fixture() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django would refuse the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture(name="stage")
def stage_fixture(transactional_db: None) -> Cast:
    made = make_cast()
    Account.objects.create(
        brand=made.brand, channel="email", name="Desk", address="desk@harbour.test", created_at=now()
    )
    return made


@pytest.fixture(name="talk")
def talk_fixture(stage: Cast) -> Conversation:
    return mail_in(stage.brand.pk, LETTER).conversation


@pytest.fixture(name="page")
def page_fixture(chromium: Browser, live_server, stage: Cast) -> Iterator[Page]:
    """Our agent's browser; a script that fails or a rule of the policy that is broken fails the test."""
    context = signed_in(chromium.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900}), stage)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    made = context.new_page()
    made.set_default_timeout(PATIENCE)
    faults: list[str] = []
    _count_saves(made)
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield made
    context.close()
    assert not faults


def signed_in(context: BrowserContext, stage: Cast) -> BrowserContext:
    client = Client()
    client.force_login(stage.agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    ticket = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context.add_cookies([{**ticket, "domain": "localhost", "path": "/"}])  # type: ignore[typeddict-item]
    return context


def _count_saves(page: Page) -> None:
    """How many saves of a draft are on their way; a test may ask only after the last one has come back."""
    for event, step in (("request", 1), ("requestfinished", -1), ("requestfailed", -1)):
        page.on(event, lambda request, step=step: _on_the_way.update({page: step * ("/drafts/" in request.url)}))  # type: ignore[call-overload]


def write(page: Page, talk: Conversation, kind: str = "reply"):
    """Open the composer and return the place to write."""
    page.goto(f"{reverse('composer', args=[talk.pk])}?kind={kind}")
    place = page.get_by_role("textbox", name=re.compile("Your (reply|note)"))
    place.click()
    return place


def kept(page: Page) -> None:
    """Wait until the newest words are on the server, and its answer, the review, is here."""
    end = time.monotonic() + PATIENCE / 1000
    while _on_the_way[page] or not Draft.objects.filter(text=field(page)).exists():
        assert time.monotonic() < end, "the newest words did not reach the server"
        page.wait_for_timeout(20)


def field(page: Page) -> str:
    """What the form would send."""
    return page.eval_on_selector("textarea[name=text]", "field => field.value")


def marked(page: Page, name: str) -> list[str]:
    """The words under one kind of line."""
    return page.evaluate("name => [...(CSS.highlights.get(name) ?? [])].map(String)", f"composer-{name}")


def lose(route: Route) -> None:
    """The server gets the request, and its answer gets lost on the way back."""
    route.fetch()
    route.abort()

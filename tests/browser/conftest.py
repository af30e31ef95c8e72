"""One whole house for the journeys: the product as a process, mail servers before and behind it, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from heedful.switchboard.tests.servers.dovecot import Dovecot, make_dovecot
from heedful.switchboard.tests.servers.smtp_sink import SmtpSink
from heedful.team.tests.factories import PASSPHRASE
from tests.world.chromium import LAUNCH
from tests.world.running import Running

BOX = "help@harbour.test"


@dataclass(frozen=True)
class Street:
    """The house and its post office."""

    house: Running
    dovecot: Dovecot
    sink: SmtpSink
    email: str

    def sign_in(self, page: Page) -> None:
        page.goto(f"{self.house.url}/")
        page.locator("input[name=login]").fill(self.email)
        page.locator("input[name=password]").fill(PASSPHRASE)
        page.keyboard.press("Enter")
        page.wait_for_url("**/inbox/**")


@pytest.fixture(scope="session")
def street() -> Iterator[Street]:
    """A house of the cast of the tests with one real mailbox, open for the whole session."""
    dovecot, sink, house = make_dovecot(), SmtpSink(user=BOX), Running()
    dovecot.start()
    sink.start()
    found = house.found(imap_port=dovecot.port, smtp_port=sink.port)
    house.start()
    yield Street(house, dovecot, sink, found["email"])
    house.stop()
    sink.stop()
    dovecot.stop()
    for folder in (house.folder, dovecot.folder):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        made = play.chromium.launch(**LAUNCH)
        yield made
        made.close()


@pytest.fixture
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh window; `@pytest.mark.parametrize("window", [{...}], indirect=True)` sets its size and colours."""
    wishes = {"viewport": {"width": 1440, "height": 900}, **getattr(request, "param", {})}
    context: BrowserContext = browser.new_context(**wishes)
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert not faults

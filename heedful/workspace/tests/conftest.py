"""A browser before the desk: our agent is signed in; a script that fails or a broken policy fails the test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from heedful.team.tests.factories import Cast, make_cast

PATIENCE = 20_000  # milliseconds; both cores may be busy


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django would refuse the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        expect.set_options(timeout=PATIENCE)
        made = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture
def stage(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def screen(chromium: Browser, live_server, stage: Cast, request: pytest.FixtureRequest) -> Iterator[Page]:
    """`@pytest.mark.parametrize("screen", [{...}], indirect=True)` sets its size and colours."""
    wishes = {"viewport": {"width": 1440, "height": 900}, **getattr(request, "param", {})}
    context = chromium.new_context(base_url=live_server.url, **wishes)
    client = Client()
    client.force_login(stage.agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    ticket = {"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": "localhost", "path": "/"}
    context.add_cookies([ticket])  # type: ignore[list-item]
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert not faults

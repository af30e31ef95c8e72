"""A desk without a browser: an HTTP client of somebody who has signed in."""

from __future__ import annotations

import re

import httpx

from tests.world.running import Running

PASSPHRASE = "four quiet words here"  # of the tests' cast, see heedful/team/tests/factories.py


def signed_in(house: Running, email: str) -> httpx.Client:
    """Through the real sign-in page, with its token."""
    desk = httpx.Client(base_url=house.url, follow_redirects=True, timeout=20)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', desk.get("/account/login/").text)
    assert token
    sent = {"login": email, "password": PASSPHRASE, "csrfmiddlewaretoken": token.group(1)}
    answer = desk.post("/account/login/", data=sent, headers={"Referer": f"{house.url}/account/login/"})
    assert "/inbox/" in str(answer.url), answer.url
    return desk

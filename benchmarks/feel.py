"""`python -m benchmarks.feel`: how the desk feels in Chromium, from a key to the picture that it makes.

A moment counts as painted in the task after the next animation frame, so up to one frame (16.7 ms) of waiting for the
screen is in every figure. Keys are real ones; times are read inside the page.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Page, Request, sync_playwright

from tests.world.chromium import LAUNCH
from tests.world.desk import PASSPHRASE, signed_in
from tests.world.running import REPOSITORY, Running

CONVERSATIONS = 5000
MOVES, OPENINGS, ENDINGS, NEWS = 60, 25, 15, 40
WATCH = (Path(__file__).parent / "feel.js").read_text()


def main() -> None:
    """Measure and print a Markdown table."""
    house = Running(database_url="")
    email = house.found()["email"]
    _fill(house)
    house.start()
    try:
        with _screen(house, email) as page:
            rows = list(_measured(page, signed_in(house, email)))
    finally:
        house.stop()
        shutil.rmtree(house.folder, ignore_errors=True)
    print("| in Chromium | median | p95 | goal |\n|---|---|---|---|")
    for title, times, goal in rows:
        print(f"| {title} | {_middle(times)} | {_p95(times)} | {goal} |")


def _fill(house: Running) -> None:
    words = f"import django; django.setup(); from benchmarks.fill import fill_first; fill_first({CONVERSATIONS})"
    surroundings = {**house.surroundings(), "DJANGO_SETTINGS_MODULE": "heedful.config.settings"}
    subprocess.run([sys.executable, "-c", words], env=surroundings, cwd=REPOSITORY, check=True)


@contextmanager
def _screen(house: Running, email: str) -> Iterator[Page]:
    with sync_playwright() as play:
        page = play.chromium.launch(**LAUNCH).new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{house.url}/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(PASSPHRASE)
        page.keyboard.press("Enter")
        page.wait_for_url("**/inbox/**")
        page.goto(f"{house.url}/inbox/all/")
        page.evaluate(WATCH)
        page.wait_for_timeout(1000)
        yield page


def _measured(page: Page, desk: httpx.Client) -> Iterator[tuple[str, list[float], str]]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if _is_page(request) else None)
    moves = _moved(page)
    yield f"j and k, key to paint ({len(asked)} requests for {MOVES} quick keys)", moves, "≤ 50, none"
    yield "a conversation, Enter to paint, after lingering on its row", _opened(page, linger=400), "≤ 150"
    yield "a conversation, Enter to paint, at once", _opened(page, linger=0), ""
    yield "resolved, Enter to paint", _ended(page), "at once"
    yield "refused by the server: from its answer to the row as it was", _refused(page), "at once"
    yield "a colleague's note, sent to paint on the open conversation", _heard(page, desk), "p95 < 300"
    shifts = page.evaluate("window.feel.shifts()")
    title = f"jumps of the page that no key asked for: {len(shifts)}; each one's layout shift × 1000"
    yield title, [shift * 1000 for shift in shifts], "0"


def _is_page(request: Request) -> bool:
    return request.resource_type in {"document", "xhr", "fetch"}


def _moved(page: Page) -> list[float]:
    return [_painted(page, lambda at=at: page.keyboard.press("j" if at % 20 < 15 else "k")) for at in range(MOVES)]


def _opened(page: Page, *, linger: int) -> list[float]:
    times = []
    _at_the_top(page)
    for _ in range(OPENINGS):
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.wait_for_timeout(linger)
        times.append(_painted(page, lambda: page.keyboard.press("Enter"), "opened"))
        page.wait_for_timeout(150)
    return times


def _ended(page: Page) -> list[float]:
    times = []
    for _ in range(ENDINGS):
        _at_the_top(page)
        _choose_ending(page)
        times.append(_painted(page, lambda: page.keyboard.press("Enter"), "left"))
        page.wait_for_timeout(400)
    return times


def _refused(page: Page) -> list[float]:
    _at_the_top(page)
    page.route("**/resolution/", lambda route: route.fulfill(status=503, body=""))
    times = []
    for _ in range(ENDINGS):
        _choose_ending(page)
        times.append(_painted(page, lambda: page.keyboard.press("Enter"), "back"))
        page.wait_for_timeout(100)
    page.unroute("**/resolution/")
    return times


def _at_the_top(page: Page) -> None:
    """The first conversation of the inbox is open."""
    page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}/inbox/all/")
    page.evaluate(WATCH)
    page.keyboard.press("j")
    _painted(page, lambda: page.keyboard.press("Enter"), "opened")
    page.locator("[data-composer]").wait_for()


def _choose_ending(page: Page) -> None:
    page.keyboard.press("e")
    page.locator("#dialog button:focus").wait_for()


def _heard(page: Page, desk: httpx.Client) -> list[float]:
    number = page.locator("[data-conversation]").first.get_attribute("data-conversation")
    times = []
    for _ in range(NEWS):
        page.wait_for_timeout(400)  # a part is drawn anew at most every 250 ms
        sent = {"text": "A word on the side", "key": uuid.uuid4().hex, "csrfmiddlewaretoken": desk.cookies["csrftoken"]}
        page.evaluate("window.feel.await('entry')")
        began = time.time()
        path = f"/conversations/{number}/notes/"
        headers = {"Referer": str(desk.base_url), "Accept": "application/json"}
        desk.post(path, data=sent, headers=headers).raise_for_status()
        times.append(page.evaluate("window.feel.painted") - began * 1000)
    return times


def _painted(page: Page, does: Callable[[], None], what: str = "key") -> float:
    """Milliseconds from the key (or the server's refusal) to the paint that shows what it did."""
    page.evaluate(f"window.feel.await('{what}')")
    does()
    return float(page.evaluate("window.feel.painted.then((at) => at - window.feel.began)"))


def _middle(times: list[float]) -> str:
    return f"{statistics.median(times):.0f}" if times else "none"


def _p95(times: list[float]) -> str:
    return f"{statistics.quantiles(times, n=20)[18]:.0f}" if len(times) > 1 else ""


if __name__ == "__main__":
    main()

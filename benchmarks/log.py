"""`python -m benchmarks.log`: how long it takes to write down a call or a visit, in a real browser.

Keys come at six a second (about seventy words a minute) and each tap takes 350 ms, as practised hands need; the clock runs from
the first key or tap on the inbox to the words "Open what you noted".
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, sync_playwright

from tests.world.chromium import LAUNCH
from tests.world.desk import PASSPHRASE
from tests.world.running import Running

ROUNDS = 12
KEY = 1000 / 6  # milliseconds
TAP = 350
WORDS = "Lamp repair"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def main() -> None:
    """Measure and print a Markdown table."""
    house = Running(database_url="")
    try:
        email = house.ask("found")["email"]
        house.ask("receive_mails", count=200)
        house.start()
        with sync_playwright() as play:
            browser = play.chromium.launch(**LAUNCH)
            desk, phone = browser.new_context().new_page(), browser.new_context(**PHONE).new_page()
            times = {
                "by keyboard": _times(house, desk, email, _by_keyboard),
                "on a phone": _times(house, phone, email, _by_taps),
            }
            browser.close()
    finally:
        house.stop()
        shutil.rmtree(house.folder, ignore_errors=True)
    print("| log an interaction | median | slowest | goal |\n|---|---|---|---|")
    for name, seconds in times.items():
        print(f"| {name} | {statistics.median(seconds):.1f} s | {max(seconds):.1f} s | < 5 s |")


def _times(house: Running, page: Page, email: str, write_down: Callable[[Page], None]) -> list[float]:
    page.goto(f"{house.url}/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/**")
    seconds = []
    for _ in range(ROUNDS):
        page.goto(f"{house.url}/inbox/all/")
        began = time.perf_counter()
        write_down(page)
        page.get_by_role("link", name="Open what you noted").wait_for()
        seconds.append(time.perf_counter() - began)
    return seconds


def _by_keyboard(page: Page) -> None:
    """Keys g and l, the beginning of the address of a known customer, Enter, what it was, Ctrl+Enter: 19 keys."""
    page.keyboard.type("gl", delay=KEY)
    page.wait_for_function("document.activeElement?.id === 'field-who'")
    page.keyboard.type("c77", delay=KEY)
    page.locator("[role=option][aria-selected=true]").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type(WORDS, delay=KEY)
    page.keyboard.press("Control+Enter")


def _by_taps(page: Page) -> None:
    """Log, the customer from the list, what it was, save."""
    _tap(page, page.get_by_role("link", name="Log").first)
    page.wait_for_function("document.activeElement?.id === 'field-who'")
    page.keyboard.type("c77", delay=KEY)
    _tap(page, page.locator("[role=option]").first)
    page.keyboard.type(WORDS, delay=KEY)
    _tap(page, page.get_by_role("button", name="Save the note"))


def _tap(page: Page, target: Locator) -> None:
    page.wait_for_timeout(TAP)
    target.tap()


if __name__ == "__main__":
    main()

"""`python -m benchmarks.writers`: eight people write at once; from a pause to the findings on the screen.

One of them writes in Chromium, where the time runs from the end of the pause (the draft goes up) to the paint of the
coach's list. The other seven are HTTP clients that save a growing draft every second or two, as a browser does at each
pause. All eight are in conversations of their own.
"""

from __future__ import annotations

import random
import shutil
import statistics
import threading
import time

import httpx
from playwright.sync_api import Page, sync_playwright

from tests.world.chromium import LAUNCH
from tests.world.desk import PASSPHRASE, signed_in
from tests.world.running import Running

WRITERS, PAUSES = 8, 60
SENTENCES = (
    "Hello, I am sorry that the lamp arrived broken.",
    "You should have read the manual.",
    "That is our fault, and we put it right.",
    "A new one leaves today and is with you on Friday.",
    "It is guaranteed, trust me.",
    "Please utilise the enclosed form at your earliest convenience.",
    "I write to you by Thursday noon.",
)
# The list counts as shown in the task after the frame that draws it.
WATCH = """() => {
  const real = window.fetch;
  window.fetch = (url, ...rest) => {
    if (String(url).includes("/drafts/reply/") && !window.since) window.since = performance.now();
    return real(url, ...rest);
  };
  const shown = () => requestAnimationFrame(() => setTimeout(() => {
    if (window.since) { window.shown.push(performance.now() - window.since); window.since = 0; }
  }));
  window.shown = [];
  new MutationObserver(shown).observe(document.querySelector("[data-coach]"), { childList: true });
}"""


def main() -> None:
    """Measure and print a Markdown table."""
    house = Running(database_url="")
    email = house.found()["email"]
    conversations = house.ask("receive_mails", count=WRITERS)
    house.start()
    over = threading.Event()
    answers: list[float] = []
    others = [
        threading.Thread(target=_write, args=(signed_in(house, email), number, over, answers))
        for number in conversations[1:]
    ]
    try:
        for one in others:
            one.start()
        shown = _write_in_chromium(house, email, conversations[0])
    finally:
        over.set()
        for one in others:
            one.join()
        house.stop()
        shutil.rmtree(house.folder, ignore_errors=True)
    print(f"| {WRITERS} writers | median | p95 | goal |\n|---|---|---|---|")
    print(
        f"| in Chromium, from the pause to the findings shown, ms ({len(shown)} pauses) | {_figures(shown)} | p95 < 60 |"
    )
    print(f"| over HTTP, a draft kept and reviewed, ms ({len(answers)} saves) | {_figures(answers)} | |")


def _write(desk: httpx.Client, conversation_id: int, over: threading.Event, answers: list[float]) -> None:
    chance, text, version = random.Random(conversation_id), "", 0
    while not over.wait(chance.uniform(1, 2)):
        text = f"{text} {chance.choice(SENTENCES)}" if len(text) < 800 else chance.choice(SENTENCES)
        sent = {"text": text, "version": str(version), "csrfmiddlewaretoken": desk.cookies["csrftoken"]}
        headers = {"Referer": str(desk.base_url), "Accept": "application/json"}
        began = time.perf_counter()
        answer = desk.post(f"/conversations/{conversation_id}/drafts/reply/", data=sent, headers=headers)
        answers.append((time.perf_counter() - began) * 1000)
        version = answer.raise_for_status().json()["version"]


def _write_in_chromium(house: Running, email: str, conversation_id: int) -> list[float]:
    with sync_playwright() as play:
        page = play.chromium.launch(**LAUNCH).new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{house.url}/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(PASSPHRASE)
        page.keyboard.press("Enter")
        page.wait_for_url("**/inbox/**")
        page.goto(f"{house.url}/conversations/{conversation_id}/composer/")
        page.locator(".composer.is-live [data-editor]").click()
        page.evaluate(WATCH)
        return _pauses(page)


def _pauses(page: Page) -> list[float]:
    """Sentences come and go, so that the list is another one after each pause."""
    for number in range(PAUSES):
        if number % len(SENTENCES) == 0:
            page.keyboard.press("Control+a")
        page.keyboard.type(f"{SENTENCES[number % len(SENTENCES)]} ")
        page.wait_for_timeout(900)
    return list(page.evaluate("window.shown"))


def _figures(times: list[float]) -> str:
    return f"{statistics.median(times):.0f} | {statistics.quantiles(times, n=20)[18]:.0f}"


if __name__ == "__main__":
    main()

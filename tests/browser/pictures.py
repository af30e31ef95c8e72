"""`python -m tests.browser.pictures [FOLDER]`: the pictures of the README, from the demo itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.world.chromium import LAUNCH
from tests.world.running import REPOSITORY, Running

SIZES = {
    "inbox": {"viewport": {"width": 1440, "height": 900}},
    "inbox-dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "inbox-phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
DRAFT = (
    "Hello,\n\nunfortunately our supplier sent the wrong part, so this was not really our fault. It will be ready soon. "
    "As I already said on the phone, we will write as soon as it is done."
)


def main(folder: Path) -> None:
    """Tell the demo, open the house, take the pictures, close it."""
    house = Running(database_url="")
    told = subprocess.run(
        [sys.executable, "-m", "heedful", "demo", "--yes"], env=house.surroundings(), cwd=REPOSITORY,
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    path = re.search(r"/demo/\S+", told)
    house.start()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(**LAUNCH)
            context = browser.new_context(**SIZES["inbox"])
            page = context.new_page()
            page.goto(f"{house.url}{path.group() if path else '/'}")
            page.wait_for_url("**/inbox/**")
            cookies = context.cookies()
            for name, size in SIZES.items():
                window = browser.new_context(**size)
                window.add_cookies(cookies)
                _take(window.new_page(), house.url, folder / f"{name}.png", size)
            browser.close()
    finally:
        house.stop()
        shutil.rmtree(house.folder, ignore_errors=True)


def _take(page: Page, url: str, target: Path, size: dict) -> None:
    page.goto(f"{url}/inbox/waiting/")
    page.locator("[data-row]").filter(has_text="upset").first.click()
    page.get_by_role("textbox", name=re.compile("Your (public )?reply")).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(DRAFT)
    page.locator("[data-finding]").first.wait_for()
    page.wait_for_timeout(600)
    page.screenshot(path=str(target))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / "docs" / "pictures")

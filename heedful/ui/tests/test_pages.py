"""The frame of every page: what it carries, what it never carries, and how errors speak."""

from __future__ import annotations

import gzip
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import Client, RequestFactory

from heedful.ui.policy import ContentSecurityPolicy

HERE = Path(__file__).resolve().parent.parent
ROOMS = HERE.parent
TEMPLATES = [path for room in ("ui", "workspace") for path in sorted((ROOMS / room / "templates").rglob("*.html"))]
BUDGET = 200_000


@pytest.fixture
def page(cast, browse) -> str:
    return browse(cast.agent).get("/inbox/all/").content.decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_compile_stay_small_and_hold_nothing_inline(path):
    text = path.read_text()
    get_template(str(path).rpartition("/templates/")[2])
    limit = 60 if path.name.startswith("_") else 120
    assert len(text.splitlines()) <= limit
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("path", sorted((HERE / "static/ui").glob("*.[jc]s*")), ids=lambda path: path.name)
def test_scripts_and_styles_stay_small_and_state_colours_in_one_place(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 250
    if path.suffix == ".css" and path.name != "tokens.css":
        assert not re.search(r"oklch\(|#[0-9a-f]{3,8}\b|rgba?\(|hsl", text)


def test_there_is_a_way_past_the_rail_a_live_region_and_a_name_for_everything(page):
    assert '<a class="skip" href="#main">' in page
    assert 'id="announcer" aria-live="polite"' in page
    assert 'aria-label="Main"' in page
    assert 'id="line-state"' in page


def test_only_places_that_exist_stand_on_the_rail(page):
    for address in re.findall(r'class="item" href="([^"]+)"', page):
        assert address.startswith("/")
    for word in ("Inbox", "Unanswered", "Log", "Search"):
        assert f'<span class="word">{word}</span>' in page
    assert page.count('class="item"') == page.count('<span class="word">')


def test_a_long_word_on_the_rail_has_a_short_one_for_the_bar_of_a_phone(page):
    assert '<span class="word">Unanswered</span><span class="short">Due</span>' in page
    shown = re.findall(
        r'<span class="word">([^<]+)</span>(?:<span class="short">([^<]+)</span>)?<span class="count"', page
    )
    assert max(len(short or word) for word, short in shown) <= len("Clients")


def test_the_theme_is_the_persons(cast, browse):
    assert "data-theme" not in browse(cast.agent).get("/note/").content.decode().split(">")[1]
    cast.agent.theme = "dark"
    cast.agent.save()
    assert 'data-theme="dark"' in browse(cast.agent).get("/note/").content.decode()


def test_the_policy_lets_nothing_run_but_our_own(cast, browse):
    policy = browse(cast.agent).get("/inbox/all/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_a_stricter_policy_of_a_page_is_left_alone():
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    assert ContentSecurityPolicy(lambda _: own)(RequestFactory().get("/"))["Content-Security-Policy"] == "sandbox"


def test_the_first_load_of_the_inbox_is_light(page):
    """Page, styles, scripts and what they import, compressed one by one as a browser would get them."""
    wanted = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))
    while missing := {one for path in wanted for one in _imports(path)} - wanted:
        wanted |= missing
    total = len(gzip.compress(page.encode())) + sum(
        len(gzip.compress(Path(_file(path)).read_bytes())) for path in wanted
    )
    assert len(wanted) > 20
    print(f"first load of the inbox: {total} bytes in {len(wanted)} files")
    assert total < BUDGET


def _file(path: str) -> str:
    found = finders.find(path)
    assert found, path
    return found


def _imports(path: str) -> list[str]:
    if not path.endswith(".js"):
        return []
    folder = Path(path).parent
    named = re.findall(r'\bfrom "(\.{1,2}/[^"]+)"', Path(_file(path)).read_text())
    return [str(Path(*_joined(folder, name))) for name in named]


def _joined(folder: Path, name: str) -> list[str]:
    parts = list(folder.parts)
    for part in name.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return parts


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("400", "could not read"),
        ("403", "may not do this"),
        ("404", "nothing here for you"),
        ("500", "broke on our side"),
    ],
)
def test_error_pages_say_what_happened_what_was_kept_and_what_to_do(name, words):
    page = get_template(f"{name}.html").render({})
    assert words in page
    assert "kept" in page or "changed" in page or "never deleted" in page
    assert 'href="/"' in page


def test_an_address_of_nowhere_is_answered_by_our_page(cast, browse):
    answer = browse(cast.agent).get("/nowhere/at/all/")
    assert answer.status_code == 404
    assert b"There is nothing here for you." in answer.content


def test_a_broken_page_is_answered_by_our_page(cast, monkeypatch):
    def breaks(*_args: object, **_named: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(import_module("heedful.workspace.pages.inbox"), "rows_of", breaks)
    client = Client(raise_request_exception=False)
    client.force_login(cast.agent, backend=settings.AUTHENTICATION_BACKENDS[0])
    answer = client.get("/inbox/all/")
    assert answer.status_code == 500
    assert b"Something broke on our side." in answer.content
    assert b"boom" not in answer.content

"""Customers in a browser: two who look like one are found, merged and parted again by keys alone; and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heedful.customers.actions import add_address
from heedful.customers.models import Customer
from heedful.interactions.tests.factories import mail_in
from heedful.workspace.tests.test_screen import PHONE


@pytest.fixture
def twins(stage) -> list[Customer]:
    """Ida from home, and Ida from work, with one number."""
    rows = [
        mail_in(stage.brand.pk, sender=f"ida@{place}.test", subject=f"From {place}").customer
        for place in ("home", "work")
    ]
    for row, channel in zip(rows, ("phone", "sms"), strict=True):
        add_address(viewer=stage.viewer, customer_id=row.pk, channel=channel, address="0151 2345678")
    return rows


def tab_to(screen: Page, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    for _ in range(60):
        screen.keyboard.press("Tab")
        if (
            screen.evaluate(
                "(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()"
            )
            == name
        ):
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_suggested_merged_and_undone_by_keys(screen: Page, twins: list[Customer]) -> None:
    screen.goto("/inbox/all/")
    screen.keyboard.press("g")
    screen.keyboard.press("k")
    expect(screen.get_by_label("Whom to find")).to_be_focused()
    screen.keyboard.type("ida@home")
    expect(screen.locator(".people > li")).to_have_count(1)
    screen.keyboard.press("Escape")
    screen.keyboard.press("j")
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("heading", name="Perhaps the same person")).to_be_visible()
    tab_to(screen, "Look at both")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("Both have the number that ends in 345678.").last).to_be_visible()
    expect(screen.get_by_role("button", name="Make them one")).to_be_focused()
    screen.keyboard.press("Enter")
    undo = screen.locator(".joined").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(screen.locator("#contact-rows")).to_contain_text("From work")
    assert Customer.objects.filter(merged_into=twins[0]).exists()
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("Two customers again.")).to_be_visible()
    expect(screen.locator("#contact-rows")).not_to_contain_text("From work")
    assert not Customer.objects.filter(merged_into__isnull=False).exists()


def test_an_address_with_an_owner_leads_to_both(screen: Page, twins: list[Customer]) -> None:
    screen.goto(f"/customers/{twins[0].pk}/")
    screen.get_by_role("link", name="Add an address").click()
    screen.get_by_label("Address or number").fill("ida@work.test")
    screen.keyboard.press("Enter")
    screen.locator("#dialog").get_by_role("link", name="Look at both").click()
    expect(screen.get_by_role("heading", name="Are they one person?")).to_be_visible()


def test_whom_to_merge_is_found_as_one_types(screen: Page, twins: list[Customer]) -> None:
    screen.goto(f"/customers/{twins[0].pk}/")
    screen.keyboard.press("m")
    expect(screen.get_by_role("heading", name="Who else is it?")).to_be_visible()
    screen.keyboard.type("work")
    screen.locator("#joining-found a").click()
    expect(screen.get_by_role("heading", name="Are they one person?")).to_be_visible()


def test_narrowed_by_what_one_chooses(screen: Page, twins: list[Customer]) -> None:
    screen.goto(f"/customers/{twins[0].pk}/")
    screen.get_by_label("State").select_option("resolved")
    expect(screen.get_by_text("Nothing of that kind.")).to_be_visible()


@pytest.mark.parametrize("screen", [{"color_scheme": "dark"}, PHONE], indirect=True)
def test_nothing_stands_in_anybodys_way(screen: Page, twins: list[Customer]) -> None:
    for path in ("/customers/", f"/customers/{twins[0].pk}/", f"/customers/{twins[0].pk}/joining/?other={twins[1].pk}"):
        screen.goto(path)
        assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(screen).response["violations"]
        serious = [one["id"] for one in found if one["impact"] in {"serious", "critical"}]
        assert not serious, (path, serious)

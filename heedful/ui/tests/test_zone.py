"""The reader's zone comes from a cookie that may hold anything."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from heedful.ui.zone import in_local_time, zone_of


def asked(cookie: str | None = None):
    request = RequestFactory().get("/")
    if cookie is not None:
        request.COOKIES["zone"] = cookie
    return request


@pytest.mark.parametrize(
    ("cookie", "zone"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("../../etc/passwd", "Europe/Berlin"),
        ("", "Europe/Berlin"),
        ("x" * 500, "Europe/Berlin"),
        ("\0", "Europe/Berlin"),
        ("/etc", "Europe/Berlin"),
        (None, "Europe/Berlin"),
    ],
)
def test_a_cookie_that_is_no_zone_is_ignored(cookie, zone):
    assert zone_of(asked(cookie), "Europe/Berlin").key == zone


def test_without_any_zone_it_is_utc():
    assert zone_of(asked(), "nowhere").key == "UTC"


def test_a_page_is_rendered_in_it_and_the_next_is_not():
    page = in_local_time(lambda _request: HttpResponse(str(timezone.get_current_timezone())))
    assert page(asked("Asia/Tokyo")).content == b"Asia/Tokyo"
    assert str(timezone.get_current_timezone()) == "UTC"

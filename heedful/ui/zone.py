"""The reader's time zone: what the browser told us in a cookie, else that of the page's brand, else UTC."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "zone"
Page = Callable[..., HttpResponse]


def in_local_time(page: Page) -> Page:
    """Render a page in the reader's zone."""

    @wraps(page)
    def told(request: HttpRequest, *positional: Any, **named: Any) -> HttpResponse:
        with timezone.override(zone_of(request)):
            return page(request, *positional, **named)

    return told


def zone_of(request: HttpRequest, fallback: str = "UTC") -> ZoneInfo:
    return _zone(request.COOKIES.get(COOKIE, "")) or _zone(fallback) or ZoneInfo("UTC")


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo | None:
    """None for a name that is no zone; a cookie may hold anything."""
    if not name or len(name) > 60:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None

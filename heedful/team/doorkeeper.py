"""Closed by default: a page without sign-in must say so itself (`@open_to_all`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from heedful.team.viewer import Viewer, viewer_of

Page = Callable[..., HttpResponse]


def open_to_all(page: Page) -> Page:
    """Mark a page that strangers may see."""
    page.open_to_all = True  # type: ignore[attr-defined]
    return page


class Doorkeeper:
    """Sets `request.viewer` for people who are signed in and sends everybody else to the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = viewer_of(request.user) if request.user.is_authenticated else Viewer(0, "")  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, page: Any, *_: Any) -> HttpResponse | None:
        if request.user.is_authenticated or getattr(page, "open_to_all", False) or page.__module__.startswith("allauth."):
            return None
        return redirect_to_login(request.get_full_path())

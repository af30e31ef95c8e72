"""Closed by default: a page without sign-in must say so itself (`@open_to_all`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heedful.team.viewer import Forbidden, Viewer, viewer_of

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
        if (
            request.user.is_authenticated
            or getattr(page, "open_to_all", False)
            or page.__module__.startswith("allauth.")
        ):
            return None
        return _to_the_door(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal is answered in words."""
        if not isinstance(error, Forbidden):
            return None
        if _is_fetch(request):
            return HttpResponse(str(error), status=403, content_type="text/plain; charset=utf-8")
        return render(request, "team/forbidden.html", {"reason": str(error)}, status=403, using="jinja2")


def _is_fetch(request: HttpRequest) -> bool:
    """A script asks for a fragment or for data: a redirect to a whole page would only confuse it."""
    asks_for_json = request.headers.get("Accept", "").startswith("application/json")
    return "HX-Request" in request.headers or asks_for_json


def _to_the_door(request: HttpRequest) -> HttpResponse:
    if not _is_fetch(request):
        return redirect_to_login(request.get_full_path())
    open_page = urlsplit(request.headers.get("HX-Current-URL", ""))
    door = f"{reverse('account_login')}?{urlencode({'next': open_page.path or '/'})}"
    words = _("You are signed out. What you typed is still in this window; sign in again in another one.")
    return HttpResponse(words, status=401, content_type="text/plain; charset=utf-8", headers={"HX-Redirect": door})

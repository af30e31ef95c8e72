"""The script that a browser keeps for us, the key that it needs, and the list of browsers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heedful.notices.actions import Subscription, add_browser, remove_browser
from heedful.notices.push.key import public_key
from heedful.team.doorkeeper import open_to_all
from heedful.team.refusal import Refused
from heedful.team.viewer import Viewer

WORKER = Path(__file__).parents[1] / "static" / "notices" / "worker.js"


@open_to_all
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """It stands at the root, so that it may speak for the whole desk. It holds no secret: browsers renew it unasked."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_POST
def push_key(request: HttpRequest) -> HttpResponse:
    """By POST, because the first one makes the key."""
    return JsonResponse({"key": public_key()}, headers={"Cache-Control": "no-store"})


@require_POST
def browsers(request: HttpRequest) -> HttpResponse:
    """This browser may show notices."""
    told = {field: request.POST.get(field, "") for field in ("endpoint", "p256dh", "auth")}
    try:
        add_browser(viewer=_viewer(request), subscription=Subscription(**told, name=_name_of(request)))
    except Refused as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


@require_POST
def browser_removal(request: HttpRequest, browser_id: int) -> HttpResponse:
    """That one no longer does."""
    remove_browser(viewer=_viewer(request), browser_id=browser_id)
    messages.success(request, _("That browser shows no more notices."))
    return redirect("settings_notices")


def _name_of(request: HttpRequest) -> str:
    """As people call it; the rest of what a browser says about itself is nobody's business."""
    said = request.headers.get("User-Agent", "")[:400]
    known = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )  # fmt: skip
    browser = next((name for sign, name in known if sign in said), _("A browser"))
    system = next((name for sign, name in systems if sign in said), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


@lru_cache(maxsize=1)
def _script() -> bytes:
    return WORKER.read_bytes()


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer

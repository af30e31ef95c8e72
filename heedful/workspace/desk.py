"""What every screen of the desk shares: the reader's zone, refusals in words, parts of pages for htmx."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from heedful.customers.queries import NotFound as NoRow
from heedful.switchboard.actions import NotFound as NoDelivery
from heedful.switchboard.receive import NotFound as NoRawMessage
from heedful.team.models import Brand
from heedful.team.viewer import Forbidden, Viewer
from heedful.ui.zone import COOKIE, zone_of

Page = Callable[..., HttpResponse]
ZONE_SECONDS = 300


class DeskRequest(HttpRequest):
    """A request as the middleware hands it over."""

    viewer: Viewer
    htmx: HtmxDetails


class Refused(Exception):
    """What was asked cannot be done; the words say why."""


def desk_page(page: Page) -> Page:
    """Show a page in the reader's time zone, and every refusal in words: to htmx as plain text, else as a page."""

    @wraps(page)
    def shown(request: DeskRequest, *positional: Any, **named: Any) -> HttpResponse:
        with timezone.override(zone_of(request, _brand_zone(request))):
            try:
                return page(request, *positional, **named)
            except (NoRow, NoRawMessage, NoDelivery) as error:
                return _say(request, str(error), 404)
            except Forbidden as error:
                return _say(request, str(error), 403)
            except Refused as error:
                return _say(request, str(error), 400)

    return shown


@contextmanager
def refusals(but: type[ValueError] | tuple[()] = ()) -> Iterator[None]:
    """Around an action: what it refuses as bad input is said to the reader; `but` is left to the page."""
    try:
        yield
    except but:
        raise
    except ValueError as error:
        raise Refused(str(error)) from error


def wants_part(request: DeskRequest) -> bool:
    """Whether htmx asks for a part of the page. Going back in history wants the whole of it."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def changed(response: HttpResponse, kind: str, *, brand_id: int, conversation_id: int) -> HttpResponse:
    """Let the screen refresh what follows this conversation, even while the live stream is down."""
    note = {"kind": kind, "brand_id": brand_id, "conversation_id": conversation_id, "event_id": 0}
    response["HX-Trigger"] = json.dumps({"changed": note})
    return response


def whole_number(text: str | None, *, at_most: int | None = None) -> int | None:
    """A number from an address; None for anything that is not one."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 19:
        return None
    number = int(text)
    return number if at_most is None else min(number, at_most)


def _brand_zone(request: DeskRequest) -> str:
    """Only for browsers that have not yet told us theirs."""
    if COOKIE in request.COOKIES or not request.viewer.brand_ids:
        return "UTC"
    brand_id = request.viewer.brand_ids[0]
    zone: str | None = cache.get(f"brand-zone-{brand_id}")
    if zone is None:
        zone = Brand.objects.values_list("timezone", flat=True).get(pk=brand_id)
        cache.set(f"brand-zone-{brand_id}", zone, ZONE_SECONDS)
    return zone


def _say(request: DeskRequest, words: str, status: int) -> HttpResponse:
    if wants_part(request):
        return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    return render(request, "workspace/refused.html", {"words": words, "status": status}, status=status)

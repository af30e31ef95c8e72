"""Search over everything that was said and noted, newest or best first, and the searches that one keeps."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from heedful.interactions import actions
from heedful.interactions.filters import FilterError
from heedful.interactions.queries import HINTS, ORDERS, Hit, search_best
from heedful.interactions.queries import saved_searches as kept
from heedful.interactions.queries import search as find
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, desk_page, refusals, wants_part, whole_number
from heedful.workspace.pages.answers import ask

PAGE = 30
LONGEST = 500
PARTS = {"hits": "_hits", "more": "_hits_more"}
WORDS = {"newest": gettext_lazy("Newest first"), "best": gettext_lazy("Best first")}


@require_GET
@desk_page
def search(request: DeskRequest) -> HttpResponse:
    text, order = _asked(request)
    context = {
        "text": text,
        "order": order,
        "orders": [(code, word, _address(text, code)) for code, word in WORDS.items()],
        "hints": HINTS,
        **_found(request, text, order),
    }
    part = PARTS.get(request.GET.get("part", ""))
    if part and wants_part(request):
        return render(request, f"workspace/{part}.html", context)
    saved = [(row, _address(row.text, row.order)) for row in kept(request.viewer)]
    return render(request, "workspace/search.html", {**context, "saved": saved})


@require_http_methods(["GET", "POST"])
@desk_page
def saved_searches(request: DeskRequest) -> HttpResponse:
    """GET asks what the search in `q` is to be called; POST keeps it."""
    if request.method == "GET":
        text, order = _asked(request)
        return ask(request, "search_form", {"text": text, "order": order})
    given = request.POST
    with refusals():
        row = actions.save_search(
            viewer=request.viewer,
            name=given.get("name", "")[:500],
            text=given.get("text", "")[:LONGEST],
            order=given.get("order", ORDERS[0])[:10],
        )
    messages.success(request, _("It stands above the search from now on."))
    return _to(request, _address(row.text, row.order))


@require_http_methods(["POST", "DELETE"])
@desk_page
def saved_search(request: DeskRequest, search_id: int) -> HttpResponse:
    """Both remove it: a plain form can only post."""
    actions.remove_search(viewer=request.viewer, search_id=search_id)
    messages.success(request, _("The search is no longer kept."))
    return _to(request, reverse("search"))


def _asked(request: DeskRequest) -> tuple[str, str]:
    text = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST]
    order = request.GET.get("order", "")
    return text, order if order in ORDERS else ORDERS[0]


def _found(request: DeskRequest, text: str, order: str) -> dict[str, Any]:
    """One page of hits, or why the search cannot be read."""
    try:
        with refusals(but=FilterError):
            hits = _hits(request, text, order) if text else []
    except FilterError as error:
        return {"hits": [], "error": str(error), "next": ""}
    page = [(labels.kind(hit.kind) or labels.channel(hit.channel), hit) for hit in hits]
    following = f"{_address(text, order)}&{urlencode({'before': hits[-1].cursor})}" if len(hits) == PAGE else ""
    return {"hits": page, "error": "", "next": following}


def _hits(request: DeskRequest, text: str, order: str) -> list[Hit]:
    place = request.GET.get("before", "")
    if order == "best":
        return search_best(request.viewer, text, after=place, limit=PAGE)
    return find(request.viewer, text, before=whole_number(place), limit=PAGE)


def _address(text: str, order: str) -> str:
    return f"{reverse('search')}?{urlencode({'q': text} | ({'order': order} if order != ORDERS[0] else {}))}"


def _to(request: DeskRequest, address: str) -> HttpResponse:
    if not wants_part(request):
        return redirect(address)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = address
    return answer

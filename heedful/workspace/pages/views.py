"""Saved views: naming a filter, the list of them with their figures, and help while a filter is being written."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from heedful.interactions import actions
from heedful.interactions.filters import FilterError, complete
from heedful.interactions.queries import SavedRow, filter_count, saved_view_of, saved_views
from heedful.team.queries import brands, teams
from heedful.workspace.desk import DeskRequest, desk_page, refusals, wants_part
from heedful.workspace.pages.answers import ask

MOST_COUNTED = 12  # more figures would make the menu slow; the list itself is always right


@require_http_methods(["GET", "POST"])
@desk_page
def views(request: DeskRequest) -> HttpResponse:
    """GET fills the menu, or asks for the name of the filter in `q`; POST saves it."""
    if request.method == "POST":
        with refusals():
            row = actions.save_view(viewer=request.viewer, wish=_wish(request))
        return _there(request, row.pk)
    if request.GET.get("part") == "menu":
        rows = saved_views(request.viewer)
        figures = [(row, _figure(request, row) if at < MOST_COUNTED else "") for at, row in enumerate(rows)]
        return render(request, "workspace/_saved_views.html", {"figures": figures, "view": request.GET.get("view", "")})
    new = {"saved": None, "text": request.GET.get("q", "")[:1000], "sharings": _sharings(request)}
    return ask(request, "view_form", new)


@require_http_methods(["GET", "POST", "DELETE"])
@desk_page
def view(request: DeskRequest, view_id: int) -> HttpResponse:
    """GET asks, POST changes, DELETE removes (a plain form says so in `method`)."""
    saved = saved_view_of(request.viewer, view_id)
    if request.method == "GET":
        context = {"saved": saved, "text": saved.text, "sharings": _sharings(request)}
        return ask(request, "view_form", context)
    if request.method == "DELETE" or request.POST.get("method") == "delete":
        actions.remove_view(viewer=request.viewer, view_id=view_id)
        messages.success(request, _("The view is removed. The conversations are where they were."))
        return _to(request, reverse("home"))
    with refusals():
        actions.change_view(viewer=request.viewer, view_id=view_id, wish=_wish(request))
    return _there(request, view_id)


@require_GET
@desk_page
def completions(request: DeskRequest) -> HttpResponse:
    """What could be written next after `q`, the text up to the caret."""
    offered = complete(request.viewer, request.GET.get("q", "")[:500])
    return render(request, "workspace/_completions.html", {"offered": offered})


def _wish(request: DeskRequest) -> actions.Wish:
    given = request.POST
    return actions.Wish(given.get("name", "")[:500], given.get("text", "")[:1000], given.get("shared", "own")[:40])


def _figure(request: DeskRequest, row: SavedRow) -> str:
    """How many it holds; nothing for one whose tag or person is no more."""
    try:
        count = filter_count(request.viewer, row.text)
    except FilterError:
        return "?"
    return "" if not count else str(count) if count < 1000 else "999+"


def _sharings(request: DeskRequest) -> list[tuple[str, str]]:
    """For whom a view can be."""
    found = [("own", _("Only for me"))]
    for brand in brands(request.viewer):
        found += [
            (f"team:{team.id}", _("For %(whom)s") % {"whom": team.name}) for team in teams(request.viewer, brand.id)
        ]
        found.append((f"brand:{brand.id}", _("For everybody at %(whom)s") % {"whom": brand.name}))
    return found


def _there(request: DeskRequest, view_id: int) -> HttpResponse:
    return _to(request, reverse("inbox", args=[f"saved-{view_id}"]))


def _to(request: DeskRequest, address: str) -> HttpResponse:
    if not wants_part(request):
        return redirect(address)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = address
    return answer

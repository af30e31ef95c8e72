"""The inbox: the list of one view, its next page, and the figures on the rail."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.interactions.filters import FilterError
from heedful.interactions.queries import Row, counts, radar_count
from heedful.notices.queries import unread_count
from heedful.promises.queries import due_count, due_soon_in
from heedful.switchboard.receive import set_aside_count
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, desk_page, refusals, wants_part, whole_number
from heedful.workspace.entries import groups
from heedful.workspace.pages.listing import Spot, rows_of, spot_of

PAGE = 50
MOST = 200
PARTS = {"list": "_list", "entries": "_entries", "more": "_more"}


@require_GET
def home(_request: DeskRequest) -> HttpResponse:
    """What waits for us, longest first: the first thing to look at in the morning."""
    return redirect("inbox", view="waiting")


@require_GET
@desk_page
def inbox(request: DeskRequest, view: str) -> HttpResponse:
    part = PARTS.get(request.GET.get("part", ""))
    with refusals():
        shown = list_of(request, view)
    if part and wants_part(request):
        return render(request, f"workspace/{part}.html", shown)
    return render(request, "workspace/inbox.html", shown)


def list_of(request: DeskRequest, view: str) -> dict[str, Any]:
    """Everything the list shows."""
    spot = spot_of(request, view)
    size = max(whole_number(request.GET.get("rows"), at_most=MOST) or PAGE, PAGE)
    rows, error = _rows(request, spot, size)
    return {
        "view": spot.code,
        "spot": spot,
        "views": [(code, word, reverse("inbox", args=[code])) for code, word in labels.VIEWS.items()],
        "shown": labels.ALWAYS_SHOWN,
        "counts": counts(request.viewer) if request.GET.get("part") != "more" else {},
        "groups": groups(spot.code, rows, spot.back, due_soon_in(request.viewer, [row.id for row in rows])),
        "error": error,
        "nothing": "" if rows or error else spot.nothing,
        "next": rows[-1].cursor if len(rows) == size else "",
    }


def _rows(request: DeskRequest, spot: Spot, size: int) -> tuple[list[Row], str]:
    """The rows, or why the filter cannot be read."""
    try:
        return rows_of(request, spot, limit=size), ""
    except FilterError as error:
        return [], str(error)


@require_GET
@desk_page
def rail_counts(request: DeskRequest) -> HttpResponse:
    """The figures beside the words of the rail."""
    figures = {
        "waiting": counts(request.viewer)["waiting"],
        "radar": radar_count(request.viewer),
        "set_aside": set_aside_count(request.viewer),
        "notices": unread_count(request.viewer),
        "promises": due_count(request.viewer),
    }
    return render(request, "workspace/_rail_counts.html", figures)

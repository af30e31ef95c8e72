"""The unanswered radar: every inquiry that nobody answered or closed, oldest first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from heedful.interactions.queries import radar as unanswered
from heedful.interactions.queries import radar_count
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, desk_page, refusals, wants_part, whole_number

PAGE = 50
MOST = 200
PARTS = {"rows": "_radar_rows", "more": "_radar_more"}


@require_GET
@desk_page
def radar(request: DeskRequest) -> HttpResponse:
    size = max(whole_number(request.GET.get("rows"), at_most=MOST) or PAGE, PAGE)
    with refusals():
        found = unanswered(request.viewer, after=request.GET.get("after") or None, limit=size)
    context = {
        "lines": [(labels.kind(line.kind) or labels.channel(line.channel), line) for line in found],
        "count": radar_count(request.viewer),
        "next": found[-1].cursor if len(found) == size else "",
    }
    part = PARTS.get(request.GET.get("part", ""))
    template = part if part and wants_part(request) else "radar"
    return render(request, f"workspace/{template}.html", context)

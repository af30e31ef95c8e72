"""Search over everything that was said and noted, newest first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from heedful.interactions.queries import search as find
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, desk_page, wants_part, whole_number

PAGE = 30
LONGEST = 500
PARTS = {"hits": "_hits", "more": "_hits_more"}


@require_GET
@desk_page
def search(request: DeskRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST]
    hits = find(request.viewer, text, before=whole_number(request.GET.get("before")), limit=PAGE) if text else []
    context = {
        "text": text,
        "hits": [(labels.kind(hit.kind) or labels.channel(hit.channel), hit) for hit in hits],
        "next": hits[-1].sort_key if len(hits) == PAGE else None,
    }
    part = PARTS.get(request.GET.get("part", ""))
    template = part if part and wants_part(request) else "search"
    return render(request, f"workspace/{template}.html", context)

"""The list of customers: the last seen first, found by any word of their cards."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.customers.queries import customers as everybody
from heedful.workspace.desk import DeskRequest, desk_page, refusals, wants_part

PAGE = 50
BRIEF = 4
LONGEST = 300
PARTS = {"rows": "_customer_rows", "more": "_customers_more", "brief": "_customers_brief"}


@require_GET
@desk_page
def customers(request: DeskRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST]
    part = PARTS.get(request.GET.get("part", ""))
    size = BRIEF if part == PARTS["brief"] else PAGE
    with refusals():
        rows = everybody(request.viewer, text, after=request.GET.get("after") or None, limit=size)
    context = {
        "text": text,
        "rows": rows,
        "next": _address(text, rows[-1].cursor) if len(rows) == size else "",
    }
    if part and wants_part(request):
        return render(request, f"workspace/{part}.html", context)
    return render(request, "workspace/customers.html", context)


def _address(text: str, after: str) -> str:
    return f"{reverse('customers')}?{urlencode(({'q': text} if text else {}) | {'after': after})}"

"""All pairs of customers who may be one person, with the reason, and the way to look at both."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from heedful.customers.queries import likely_pairs
from heedful.workspace.desk import DeskRequest, desk_page, refusals, wants_part
from heedful.workspace.likenesses import reasons_of

LONGEST = 400


@require_GET
@desk_page
def customer_pairs(request: DeskRequest) -> HttpResponse:
    with refusals():
        page = likely_pairs(request.viewer, after=request.GET.get("after", "")[:LONGEST])
    context = {
        "pairs": [(pair, reasons_of(pair)) for pair in page.pairs],
        "next": f"{reverse('customer_pairs')}?{urlencode({'after': page.next})}" if page.next else "",
    }
    is_part = request.GET.get("part") == "more" and wants_part(request)
    return render(request, f"workspace/{'_pairs_more' if is_part else 'pairs'}.html", context)

"""The customer card: who it is, what is worth remembering, their other conversations."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from heedful.customers.actions import remember
from heedful.customers.queries import alike
from heedful.customers.queries import card as card_of
from heedful.interactions.queries import others_of
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, desk_page, refusals, wants_part, whole_number

OTHERS = 6


@require_GET
@desk_page
def card(request: DeskRequest, customer_id: int) -> HttpResponse:
    """The card for the desk; as a page of its own for those without scripts."""
    context = _context(request, customer_id, whole_number(request.GET.get("beside")))
    template = "_card" if wants_part(request) else "card"
    return render(request, f"workspace/{template}.html", context)


@require_POST
@desk_page
def remembered(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Add a detail worth remembering."""
    with refusals():
        remember(viewer=request.viewer, customer_id=customer_id, text=request.POST.get("text", ""))
    if wants_part(request):
        beside = whole_number(request.POST.get("beside"))
        return render(request, "workspace/_card.html", _context(request, customer_id, beside))
    page = "customer" if request.POST.get("back") == "page" else "card"
    return redirect(page, customer_id=customer_id)


def _context(request: DeskRequest, customer_id: int, beside: int | None) -> dict[str, Any]:
    """`beside` is the conversation the card stands next to; it is not one of the others."""
    customer = card_of(request.viewer, customer_id)
    others = others_of(request.viewer, customer.id, limit=OTHERS + 1)
    return {
        "customer": customer,
        "addresses": [(labels.channel(known.channel), known) for known in customer.addresses],
        "others": [(labels.channel(row["channel"]), row) for row in others if row["id"] != beside][:OTHERS],
        "beside": beside,
        "alike": next(iter(alike(request.viewer, customer.id, limit=1)), None),
    }

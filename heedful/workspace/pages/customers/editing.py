"""Correcting what is known of a customer: name, company, language, addresses, details worth remembering."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heedful.customers import actions
from heedful.customers.queries import address_of, customer_of, remembered_of
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, desk_page, refusals, wants_part
from heedful.workspace.pages.answers import ask
from heedful.workspace.tongues import tongue_names

LONGEST = 500
BY = ("email", "phone", "sms", "chat", "social")


@require_http_methods(["GET", "POST"])
@desk_page
def customer_editing(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Name, company, language. What it was before stands in the history."""
    row = customer_of(request.viewer, customer_id)
    if request.method == "GET":
        tongues = [("", _("not known")), *tongue_names()]
        return ask(request, "customer_form", {"row": row, "tongues": tongues})
    given = request.POST
    with refusals():
        actions.rename(
            viewer=request.viewer, customer_id=row.pk, name=given.get("name", "")[:LONGEST],
            company=given.get("company", "")[:LONGEST], language=given.get("language", "")[:LONGEST],
        )  # fmt: skip
    return to_customer(request, row.pk)


@require_http_methods(["GET", "POST"])
@desk_page
def customer_addresses(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Add one. An address that somebody else has is not taken away: perhaps the two are one person."""
    row = customer_of(request.viewer, customer_id)
    by = [(code, labels.channel(code).word) for code in BY]
    context = {"row": row, "by": by, "channel": "email", "address": "", "owner": None}
    if request.method == "GET":
        return ask(request, "customer_address_form", context)
    channel, address = request.POST.get("channel", "")[:20], request.POST.get("address", "")[:LONGEST]
    try:
        with refusals(but=actions.OfSomebodyElse):
            actions.add_address(viewer=request.viewer, customer_id=row.pk, channel=channel, address=address)
    except actions.OfSomebodyElse as refusal:
        owner = customer_of(request.viewer, refusal.owner_id)
        context |= {"channel": channel, "address": address, "owner": owner}
        return ask(request, "customer_address_form", context, status=422)
    return to_customer(request, row.pk)


@require_http_methods(["GET", "POST"])
@desk_page
def address_removal(request: DeskRequest, address_id: int) -> HttpResponse:
    """Ask first: mail from it is somebody new from then on."""
    address = address_of(request.viewer, address_id)
    if request.method == "GET":
        return ask(request, "customer_address_removal", {"address": address})
    row = actions.remove_address(viewer=request.viewer, address_id=address_id)
    return to_customer(request, row.pk)


@require_http_methods(["GET", "POST"])
@desk_page
def remembered_one(request: DeskRequest, remembered_id: int) -> HttpResponse:
    """Say a detail better, or forget it."""
    noted = remembered_of(request.viewer, remembered_id) if request.method == "GET" else None
    if noted is not None:
        return ask(request, "remembered_form", {"noted": noted})
    with refusals():
        if request.POST.get("what") == "forget":
            row = actions.forget(viewer=request.viewer, remembered_id=remembered_id)
        else:
            text = request.POST.get("text", "")[: 4 * LONGEST]
            row = actions.correct_remembered(viewer=request.viewer, remembered_id=remembered_id, text=text).customer
    return to_customer(request, row.pk)


def to_customer(request: DeskRequest, customer_id: int, *, said: str = "", query: str = "") -> HttpResponse:
    """Back to the page, which shows what was done."""
    if said:
        messages.success(request, said)
    address = reverse("customer", args=[customer_id]) + query
    if not wants_part(request):
        return redirect(address)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = address
    return answer

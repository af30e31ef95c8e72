"""Two customers who may be one: looked at side by side, made one, kept apart, or made two again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from heedful.customers.actions import keep_apart
from heedful.customers.models import Customer
from heedful.customers.queries import alike, card, customer_of, find
from heedful.interactions.actions import AlreadyOne, join_customers, part_customers
from heedful.interactions.queries import joining_line, would_move
from heedful.interactions.queries.joinings import WouldMove
from heedful.switchboard.senders import vouches
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, Refused, desk_page, refusals, whole_number
from heedful.workspace.likenesses import reasons_of
from heedful.workspace.pages.answers import ask
from heedful.workspace.pages.customers.editing import to_customer

FOUND = 6


@require_http_methods(["GET", "POST"])
@desk_page
def customer_joining(request: DeskRequest, customer_id: int) -> HttpResponse:
    """GET asks with whom (`q`), then shows both (`other`) and what would move; POST makes them one."""
    here = customer_of(request.viewer, customer_id)
    given = request.POST if request.method == "POST" else request.GET
    other_id = whole_number(given.get("other"))
    if request.method == "POST":
        return _join(request, here, other_id)
    if other_id is None:
        return ask(request, "customer_joining_who", _choices(request, here))
    other = customer_of(request.viewer, other_id)
    if other.pk == here.pk:
        raise Refused(_("They are one customer already."))
    return ask(request, "customer_joining", _both(request, here, other))


@require_POST
@desk_page
def joining_undo(request: DeskRequest, joining_id: int) -> HttpResponse:
    """Two again; the page of the one who stayed says so."""
    before = joining_line(request.viewer, joining_id)
    with refusals():
        joining = part_customers(viewer=request.viewer, joining_id=joining_id)
    name = before.other_name or _("Somebody without a name")
    said = _("Two customers again. What was merged went back to %(name)s.") % {"name": name}
    return to_customer(request, joining.target_id, said=said)


@require_POST
@desk_page
def customer_apart(request: DeskRequest, customer_id: int) -> HttpResponse:
    """They are two: it is not suggested again."""
    other_id = whole_number(request.POST.get("other"))
    with refusals():
        keep_apart(viewer=request.viewer, customer_id=customer_id, other_id=other_id or 0)
    said = _("They stay two, and it is not suggested again.")
    if request.POST.get("back") == "pairs":
        messages.success(request, said)
        return redirect("customer_pairs")
    return to_customer(request, customer_id, said=said)


def _join(request: DeskRequest, here: Customer, other_id: int | None) -> HttpResponse:
    other = customer_of(request.viewer, other_id or 0)
    stays, goes = (other, here) if request.POST.get("stays") == str(other.pk) else (here, other)
    if here.pk != other.pk and request.POST.get("sure") != "1" and _is_unproven(request, here, other):
        return ask(request, "customer_joining", {**_both(request, here, other), "asks_back": True}, status=422)
    try:
        with refusals(but=AlreadyOne):
            joining = join_customers(viewer=request.viewer, customer_id=stays.pk, other_id=goes.pk)
    except AlreadyOne as one:
        return to_customer(request, one.customer_id, said=_("They are one customer already."))
    return to_customer(request, stays.pk, query=f"?joined={joining.pk}")


def _both(request: DeskRequest, here: Customer, other: Customer) -> dict[str, Any]:
    sides = []
    for row in (here, other):
        shown = card(request.viewer, row.pk)
        addresses = [(labels.channel(known.channel), known) for known in shown.addresses]
        sides.append((shown, addresses, would_move(request.viewer, row.pk)))
    likeness = next((one for one in alike(request.viewer, here.pk) if one.id == other.pk), None)
    return {
        "here": here,
        "other": other,
        "sides": sides,
        "reasons": reasons_of(likeness) if likeness else [],
        "is_unproven": any(_is_doubtful(moving, here.brand_id) for _card, _addresses, moving in sides),
        "asks_back": False,
    }


def _choices(request: DeskRequest, here: Customer) -> dict[str, Any]:
    text = request.GET.get("q", "")[:200]
    found = [
        one for one in find(request.viewer, text, FOUND + 1) if one.id != here.pk and one.brand_id == here.brand_id
    ]
    return {"here": here, "text": text, "found": found[:FOUND]}


def _is_unproven(request: DeskRequest, here: Customer, other: Customer) -> bool:
    return any(_is_doubtful(would_move(request.viewer, row.pk), here.brand_id) for row in (here, other))


def _is_doubtful(moving: WouldMove, brand_id: int) -> bool:
    """A sender failed the proof; or the brand's mail server vouches for senders, and for none of these addresses."""
    return moving.is_unproven or (not moving.is_proven and vouches(brand_id))

"""What stands under mails: one's own, and for admins the brand's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heedful.channels.email.markup import to_html
from heedful.replies.actions import change_signature
from heedful.replies.signatures import LONGEST, VARIABLES, filled, signatures_of
from heedful.team.queries import BrandRow, brands
from heedful.team.refusal import Refused
from heedful.team.viewer import NotHere, Viewer


@require_http_methods(["GET", "POST"])
def signatures(request: HttpRequest) -> HttpResponse:
    """Both texts with how they look; each is kept by its own button."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    mine = brands(viewer)
    brand = _chosen(mine, request.GET.get("brand", ""))
    typed: dict[str, str] = {}
    refusal = ""
    if request.method == "POST":
        of, text = request.POST.get("of", "own"), request.POST.get("text", "")
        try:
            change_signature(viewer=viewer, brand_id=brand.id, text=text, is_own=of != "brand")
        except Refused as error:
            typed, refusal = {of: text}, str(error)
        else:
            messages.success(request, _("Kept. It stands under mails from now on."))
            return redirect(f"{reverse('signatures')}?brand={brand.id}")
    known = signatures_of(viewer, brand.id)
    values = {"name": viewer.name, "brand": brand.name, "address": _("help@your-shop.example")}
    context = {
        "section": "signatures", "brand": brand, "brands": mine, "is_admin": any(row.role == "admin" for row in mine),
        "may_brand": viewer.can("admin", brand.id),
        "own": typed.get("own", known.own), "of_brand": typed.get("brand", known.brand),
        "own_html": to_html(filled(known.own, **values)), "brand_html": to_html(filled(known.brand, **values)),
        "variables": VARIABLES, "most": LONGEST, "refusal": refusal, "refused": next(iter(typed), ""),
    }  # fmt: skip
    return render(request, "replies/signatures.html", context, status=422 if refusal else 200, using="jinja2")


def _chosen(mine: list[BrandRow], asked: str) -> BrandRow:
    if not mine:
        raise NotHere
    if not asked:
        return mine[0]
    found = next((row for row in mine if str(row.id) == asked), None)
    if found is None:
        raise NotHere
    return found

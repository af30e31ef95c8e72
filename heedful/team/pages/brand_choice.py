"""Which of the viewer's brands a settings page is about: `?brand=7`, or the first where their role is enough."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heedful.team.queries import BrandRow, brands
from heedful.team.viewer import Forbidden, NotHere, Viewer


def chosen_brand(request: HttpRequest, role: str) -> BrandRow:
    """404 for a brand that is not theirs, 403 in words when the role is too low."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    mine = brands(viewer)
    if not mine:
        raise Forbidden(_("You are in no brand at present. Ask an admin for an invitation."))
    wanted = request.GET.get("brand")
    if wanted is not None:
        fitting = [brand for brand in mine if str(brand.id) == wanted]
    else:
        fitting = [brand for brand in mine if viewer.can(role, brand.id)] or mine
    if not fitting:
        raise NotHere
    viewer.require(role, fitting[0].id)
    return fitting[0]


def settings_page(
    request: HttpRequest, template: str, *, brand: BrandRow | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """A settings screen with its navigation."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    mine = brands(viewer)
    frame = {
        "section": template,
        "brand": brand,
        "brands": [row for row in mine if row.role == "admin"],
        "is_admin": any(row.role == "admin" for row in mine),
    }
    return render(request, f"team/{template}.html", {**frame, **context}, status=status, using="jinja2")


def back_to(
    request: HttpRequest, page: str, brand_id: int | None, words: str = "", *, is_refusal: bool = False
) -> HttpResponse:
    """After a change: to its page again, with one sentence about what happened."""
    if words:
        (messages.error if is_refusal else messages.success)(request, words)
    address = reverse(page)
    return redirect(f"{address}?brand={brand_id}" if brand_id else address)

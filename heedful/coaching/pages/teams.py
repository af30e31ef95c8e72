"""What the coach says by team and by rule, for leads; and the switch of personal trends, for admins."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heedful.coaching.actions import choose_trends
from heedful.coaching.queries import FEWEST_REPLIES, FEWEST_WRITERS, by_team, keeps_trends
from heedful.team.pages.brand_choice import chosen_brand
from heedful.team.queries import brands
from heedful.team.viewer import Viewer


@require_GET
def teams_writing(request: HttpRequest) -> HttpResponse:
    """Teams and rules; never a person."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    brand, mine = chosen_brand(request, "lead"), brands(viewer)
    known = {
        "section": "coach",
        "brand": brand,
        "brands": [row for row in mine if viewer.can("lead", row.id)],
        "is_admin": any(row.role == "admin" for row in mine),
        "may_switch": viewer.can("admin", brand.id),
        "teams": by_team(viewer, brand.id),
        "keeps_trends": keeps_trends(brand.id),
        "fewest_writers": FEWEST_WRITERS,
        "fewest_replies": FEWEST_REPLIES,
    }
    return render(request, "coaching/teams_writing.html", known)


@require_POST
def trends(request: HttpRequest) -> HttpResponse:
    """Keep trends of people, or stop keeping them."""
    brand = chosen_brand(request, "admin")
    wanted = request.POST.get("keeps_trends") == "1"
    choose_trends(viewer=request.viewer, brand_id=brand.id, keeps_trends=wanted)  # type: ignore[attr-defined]
    words = _("Everybody sees trends of their own again.") if wanted else _("No trends of people are kept any more.")
    messages.success(request, words)
    return redirect(f"{reverse('teams_writing')}?brand={brand.id}")

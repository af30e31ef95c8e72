"""/settings/audit/: who changed what and when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from heedful.team import queries
from heedful.team.pages.brand_choice import chosen_brand, settings_page
from heedful.team.viewer import NotHere

LIMIT = 50
LARGEST = 2**63 - 1


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    brand = chosen_brand(request, "admin")
    after = request.GET.get("after", "")
    if after and not (after.isascii() and after.isdigit() and int(after) <= LARGEST):
        raise NotHere
    viewer = request.viewer  # type: ignore[attr-defined]
    lines = queries.audit(viewer, brand.id, int(after) if after else None, LIMIT)
    more = lines[-1].id if len(lines) == LIMIT else None
    return settings_page(request, "audit", brand=brand, lines=lines, more=more)

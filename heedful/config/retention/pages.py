"""/settings/keeping/: how long a brand keeps mail, files and texts, and what would go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from heedful.blobs.models import Keeping
from heedful.config.retention.keeping import (
    FOR_EVER,
    LONGEST,
    SHORTEST,
    Periods,
    Refused,
    checked_periods,
    last_change,
    periods_of,
    set_periods,
)
from heedful.config.retention.purge import preview
from heedful.team.pages.brand_choice import back_to, chosen_brand
from heedful.team.queries import BrandRow, brands

FIELDS = ("mail", "files", "texts")
DIGITS = len(str(LONGEST))


@require_http_methods(["GET", "POST"])
def keeping(request: HttpRequest) -> HttpResponse:
    """The periods in force, and the form that sets others. Nothing goes before the next daily run."""
    brand = chosen_brand(request, "admin")
    if request.method == "GET":
        return _page(request, brand, periods_of(brand.id))
    try:
        periods = typed(request.POST)
        person_id = request.viewer.person_id  # type: ignore[attr-defined]
        set_periods(brand_id=brand.id, periods=periods, person_id=person_id)
    except Refused as refusal:
        return _page(request, brand, periods_of(brand.id), error=str(refusal))
    return back_to(
        request, "settings_keeping", brand.id, _("The periods are saved. What is old enough goes within a day.")
    )


@require_POST
def keeping_preview(request: HttpRequest) -> HttpResponse:
    """What would go with the periods that are typed; nothing is touched."""
    brand = chosen_brand(request, "admin")
    try:
        periods = checked_periods(typed(request.POST))
    except Refused as refusal:
        found, error = None, str(refusal)
    else:
        found, error = preview(brand.id, periods), ""
    if "HX-Request" in request.headers:
        context = {"found": found, "error": error, "periods": periods_of(brand.id)}
        return render(request, "config/_keeping_preview.html", context, status=422 if error else 200)
    return _page(request, brand, periods_of(brand.id), error=error, found=found)


def typed(given: QueryDict) -> Periods:
    """The periods as they were typed; an empty field means for ever."""
    months = {}
    for field in FIELDS:
        text = given.get(field, "").strip() or str(FOR_EVER)
        if not (text.isascii() and text.isdecimal() and len(text) <= DIGITS):
            raise Refused(_("Write the months as a plain number; 0 or nothing means for ever."))
        months[field] = int(text)
    return Periods(**months)


def _page(
    request: HttpRequest, brand: BrandRow, periods: Periods, *, error: str = "", found: object = None
) -> HttpResponse:
    mine = brands(request.viewer)  # type: ignore[attr-defined]
    shown = {field: request.POST.get(field, str(getattr(periods, field) or ""))[:20] for field in FIELDS}
    context = {
        "section": "keeping",
        "brand": brand,
        "brands": [row for row in mine if row.role == "admin"],
        "is_admin": True,
        "fields": [(field, word, shown[field], words) for field, word, words in _worded()],
        "shortest": SHORTEST,
        "longest": LONGEST,
        "change": last_change(brand.id),
        "ran_at": Keeping.objects.filter(pk=brand.id).values_list("ran_at", flat=True).first() or 0,
        "found": found,
        "error": error,
    }
    return render(request, "config/keeping.html", context, status=422 if error else 200)


def _worded() -> list[tuple[str, str, str]]:
    return [
        ("mail", _("Raw mail"), _("Each mail exactly as it came. Afterwards it cannot be read anew.")),
        ("files", _("Files"), _("Attachments of mails and replies. Afterwards they cannot be opened.")),
        ("texts", _("Texts"), _("Messages, notes and drafts. Afterwards who wrote when is still known, not what.")),
    ]

"""/customers/7/erasure/: what would go, and the word that has to be typed before it does."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heedful.config.erasing.erase import erase_customer, word_to_type, would_go
from heedful.customers.queries import customer_of
from heedful.team.refusal import Refused
from heedful.workspace.desk import DeskRequest, desk_page

LONGEST = 500


@require_http_methods(["GET", "POST"])
@desk_page
def erasure(request: DeskRequest, customer_id: int) -> HttpResponse:
    row = customer_of(request.viewer, customer_id)
    request.viewer.require("admin", row.brand_id)
    if request.method == "GET":
        return _page(request, row.pk)
    typed = request.POST.get("word", "").replace("\0", "")[:LONGEST]
    try:
        erase_customer(viewer=request.viewer, customer_id=row.pk, typed=typed)
    except Refused as refusal:
        return _page(request, row.pk, typed=typed, error=str(refusal))
    messages.success(request, _("Erased. What is left are numbers, and what your backups hold."))
    return redirect("customers")


def _page(request: DeskRequest, customer_id: int, *, typed: str = "", error: str = "") -> HttpResponse:
    context = {
        "row": customer_of(request.viewer, customer_id),
        "found": would_go(request.viewer, customer_id),
        "word": word_to_type(request.viewer, customer_id),
        "typed": typed,
        "error": error,
    }
    return render(request, "config/erasure.html", context, status=422 if error else 200)

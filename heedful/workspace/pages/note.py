"""The front-desk note: a visit, a call or a meeting written down in seconds."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from heedful.customers.queries import Found, find
from heedful.interactions.models import Interaction
from heedful.switchboard.doors.counter import CounterNote, log_interaction
from heedful.team.models import Brand
from heedful.workspace.desk import DeskRequest, Refused, desk_page, refusals, whole_number
from heedful.workspace.forms import DIRECTIONS, KINDS, OUTCOMES, NoteForm


@require_http_methods(["GET", "POST"])
@desk_page
def note(request: DeskRequest) -> HttpResponse:
    brands = list(Brand.objects.filter(pk__in=request.viewer.brand_ids).order_by("name").values_list("id", "name"))
    if not brands:
        raise Refused(_("You serve no brand yet. Ask an admin to add you to one."))
    if request.method == "GET":
        return _show(request, NoteForm(), brands)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _show(request, form, brands, status=422)
    same_name = _known(request, form.cleaned_data)
    if len(same_name) > 1:
        return _show(request, form, brands, same_name=same_name, status=422)
    with refusals():
        row = _write(request, form.cleaned_data, brands[0][0], same_name)
    messages.success(request, _("Noted."))
    return redirect(f"{request.path}?noted={row.conversation_id}&key={form.cleaned_data['key']}")


@require_GET
@desk_page
def customer_search(request: DeskRequest) -> HttpResponse:
    """Who is it? Answers while one types."""
    text = request.GET.get("who", "")[:200]
    return render(request, "workspace/_found.html", {"text": text.strip(), "found": find(request.viewer, text)})


def _known(request: DeskRequest, given: dict[str, Any]) -> list[Found]:
    """Without a choice from the list: whoever has exactly this name or address. Several are asked about."""
    if given["customer"]:
        return []
    who = given["who"].strip().casefold()
    found = find(request.viewer, who)
    if given["brand"]:
        found = [one for one in found if one.brand_id == given["brand"]]
    return [one for one in found if who in {one.name.casefold(), one.address.casefold()}]


def _write(request: DeskRequest, given: dict[str, Any], first_brand: int, same_name: list[Found]) -> Interaction:
    who = given["who"].strip()
    known = same_name[0] if same_name else None
    is_address = "@" in who or (who.replace(" ", "").lstrip("+").isdecimal() and len(who) > 4)
    return log_interaction(
        viewer=request.viewer,
        note=CounterNote(
            key=given["key"],
            brand_id=known.brand_id if known else given["brand"] or first_brand,
            text=given["text"],
            kind=given["kind"],
            outcome=given["outcome"],
            customer_id=given["customer"] or (known.id if known else None),
            new_name="" if is_address else who,
            new_address=given["address"].strip() or (who if is_address else ""),
            direction=given["direction"] or "in",
        ),
    )


def _show(
    request: DeskRequest, form: NoteForm, brands: list[tuple[int, str]], *, same_name: list[Found] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The form with what was given, in the same words; a new key unless this note has one already."""
    given = request.POST
    context = {
        "form": form,
        "given": given,
        "key": given.get("key") if given and "key" not in form.errors else secrets.token_urlsafe(12),
        "brands": brands,
        "kinds": KINDS,
        "outcomes": OUTCOMES,
        "directions": DIRECTIONS,
        "same_name": same_name or [],
        "noted": whole_number(request.GET.get("noted")),
        "noted_key": request.GET.get("key", ""),
    }
    return render(request, "workspace/note.html", context, status=status)

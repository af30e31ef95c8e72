"""The page of one customer: who it is, all contacts over all channels, files, and others of the same company."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from heedful.customers.models import Customer
from heedful.customers.queries import alike, card, colleagues_of, customer_of
from heedful.interactions.queries import Choice, channels_of, contacts, files_of, joining_line, joinings_of
from heedful.switchboard.public_providers import is_public
from heedful.workspace import labels
from heedful.workspace.contacts import shown_contacts
from heedful.workspace.desk import DeskRequest, desk_page, refusals, wants_part, whole_number
from heedful.workspace.likenesses import reasons_of
from heedful.workspace.tongues import tongue_name

PAGE = 30
MOST = 300  # that a refreshed screen asks for at once
FILES = 50
MOST_FACTS = 100
FEW = 4
TABS = {"contacts": _("Everything"), "files": _("Files"), "people": _("Same company")}
WAYS = {"": _("Everybody’s words"), "in": _("From them"), "out": _("From us"), "internal": _("Notes")}
STATES = {"": _("Open and resolved"), "open": _("Open"), "resolved": _("Resolved")}
PARTS = {"contacts": "_contacts", "more": "_contacts_more"}


@require_GET
@desk_page
def customer(request: DeskRequest, customer_id: int) -> HttpResponse:
    row = customer_of(request.viewer, customer_id)
    if row.pk != customer_id:  # merged: the page is of who they are
        return redirect("customer", customer_id=row.pk)
    part = PARTS.get(request.GET.get("part", ""))
    if part and wants_part(request):
        return render(request, f"workspace/{part}.html", _contacts(request, row))
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "contacts"
    context = {"tab": tab, **_head(request, row), **SHOWN[tab](request, row)}
    return render(request, "workspace/customer.html", context)


def _head(request: DeskRequest, row: Customer) -> dict[str, Any]:
    """What stands on the page whatever tab is open."""
    here = reverse("customer", args=[row.pk])
    shown = card(request.viewer, row.pk, most=MOST_FACTS)
    joinings = joinings_of(request.viewer, row.pk)
    fresh = whole_number(request.GET.get("joined"))
    return {
        "customer": shown,
        "row": row,
        "tongue": tongue_name(shown.language),
        "addresses": [(labels.channel(known.channel), known) for known in shown.addresses],
        "tabs": [(code, word, here if code == "contacts" else f"{here}?tab={code}") for code, word in TABS.items()],
        "likenesses": [(one, reasons_of(one)) for one in alike(request.viewer, row.pk)],
        "joinings": [line for line in joinings if line.came and line.undone_at is None],
        "fresh": joining_line(request.viewer, fresh) if fresh in {line.id for line in joinings} else None,
    }


def _contacts(request: DeskRequest, row: Customer) -> dict[str, Any]:
    asked = request.GET
    choice = Choice(
        asked.get("channel", "").replace("\0", "")[:20],
        asked.get("way", ""),
        asked.get("state", ""),
        with_files=asked.get("files") == "1",
    )
    before = whole_number(asked.get("before"))
    seen = min(whole_number(asked.get("shown")) or 0, MOST)
    limit = PAGE if before else max(PAGE, seen)  # a screen that is refreshed keeps the earlier ones it had
    found = contacts(request.viewer, row.pk, choice, before=before, limit=limit)
    is_whole = choice == Choice()
    joinings = joinings_of(request.viewer, row.pk) if is_whole else []
    kept = {name: asked[name] for name in ("channel", "way", "state", "files") if asked.get(name)}
    is_full = len(found) == limit
    shown = len(found) + (seen if before else 0)
    since = found[-1].happened_at if is_full else 0
    return {
        "customer_id": row.pk,
        "lines": list(shown_contacts(row, found, joinings, since, whole_number(asked.get("until")))),
        "next": urlencode({**kept, "before": found[-1].sort_key, "until": since, "shown": shown}) if is_full else "",
        "shown": shown,
        "choice": choice,
        "channels": [(code, labels.channel(code).word) for code in channels_of(request.viewer, row.pk)],
        "ways": WAYS.items(),
        "states": STATES.items(),
        "is_whole": is_whole,
    }


def _files(request: DeskRequest, row: Customer) -> dict[str, Any]:
    with refusals():
        found = files_of(request.viewer, row.pk, after=request.GET.get("after") or None, limit=FILES)
    following = urlencode({"tab": "files", "after": found[-1].cursor}) if len(found) == FILES else ""
    return {"files": found, "next": following}


def _people(request: DeskRequest, row: Customer) -> dict[str, Any]:
    return {"people": colleagues_of(request.viewer, row.pk, is_everybodys=is_public, limit=PAGE * 4)}


SHOWN = {"contacts": _contacts, "files": _files, "people": _people}

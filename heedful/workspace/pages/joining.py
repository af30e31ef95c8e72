"""Bringing another conversation into this one, making a part of one its own, and taking either back."""

from __future__ import annotations

import json
import re

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from heedful.interactions import actions, kinds
from heedful.interactions.queries import candidate, conversation_of, interaction_of, move_of_viewer, same_customer
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, Refused, changed, desk_page, refusals, wants_part
from heedful.workspace.pages.answers import ask, undoable

NUMBER = re.compile(r"(?:^|conversations/|#)(\d{1,18})/?$")


@require_http_methods(["GET", "POST"])
@desk_page
def merging(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """GET offers the customer's other conversations; POST brings `other` in. Of another customer only when sure."""
    here = conversation_of(request.viewer, conversation_id)
    if request.method == "GET":
        return ask(request, "merge", _offer(request, conversation_id))
    other_id = _number(request.POST.get("other", "") or request.POST.get("written", ""))
    try:
        with refusals(but=actions.OfAnotherCustomer):
            is_sure = request.POST.get("sure") == "1"
            move = actions.merge(viewer=request.viewer, conversation_id=here.pk, other_id=other_id, is_sure=is_sure)
    except actions.OfAnotherCustomer:
        other = candidate(conversation_of(request.viewer, other_id))
        return ask(request, "merge", {**_offer(request, here.pk), "doubtful": other}, status=422)
    if not wants_part(request):
        return redirect("conversation", conversation_id=move.target_id)
    answer = changed(HttpResponse(status=204), kinds.MERGED, brand_id=here.brand_id, conversation_id=move.target_id)
    return undoable(answer, _("Both are one conversation now."), reverse("move_undo", args=[move.pk]))


@require_http_methods(["GET", "POST"])
@desk_page
def splitting(request: DeskRequest, interaction_id: int) -> HttpResponse:
    """GET asks what moves and what the new one is called; POST does it and goes there."""
    row = interaction_of(request.viewer, interaction_id)
    if request.method == "GET":
        return ask(request, "split", {"interaction": row, "subject": row.subject or row.conversation.subject})
    with refusals():
        move = actions.split(
            viewer=request.viewer, interaction_id=row.pk, with_later=request.POST.get("what") == "later",
            subject=request.POST.get("subject", "")[:1000],
        )  # fmt: skip
    if not wants_part(request):
        return redirect("conversation", conversation_id=move.target_id)
    answer = _go_to(kinds.SPLIT, row.brand_id, move.target_id)
    return undoable(answer, _("It is a conversation of its own now."), reverse("move_undo", args=[move.pk]))


@require_POST
@desk_page
def move_undo(request: DeskRequest, move_id: int) -> HttpResponse:
    """One becomes two again, or two become one again."""
    found = move_of_viewer(request.viewer, move_id)
    with refusals():
        undo = actions.unmerge if found.kind == "merge" else actions.unsplit
        move = undo(viewer=request.viewer, move_id=move_id)
    there = move.target_id if found.kind == "merge" else move.source_id
    if not wants_part(request):
        return redirect("conversation", conversation_id=there)
    return _go_to(kinds.UNMERGED, move.source.brand_id, there)


def _go_to(kind: str, brand_id: int, conversation_id: int) -> HttpResponse:
    """Show that conversation, and let the list know even while the live stream is down."""
    answer = changed(HttpResponse(status=204), kind, brand_id=brand_id, conversation_id=conversation_id)
    path = reverse("conversation", args=[conversation_id])
    answer["HX-Location"] = json.dumps({"path": path, "target": "#open", "swap": "innerHTML"})
    return answer


def _offer(request: DeskRequest, conversation_id: int) -> dict[str, object]:
    found = same_customer(request.viewer, conversation_id)
    return {
        "talk": conversation_of(request.viewer, conversation_id),
        "others": [(labels.channel(one.channel), one) for one in found],
        "doubtful": None,
    }


def _number(written: str) -> int:
    """The number at the end of a pasted address, or a bare one."""
    match = NUMBER.search(written.strip().split("?")[0].split("#moment")[0][:300])
    if match is None:
        raise Refused(_("Choose one of the list, or paste the address of the other conversation."))
    return int(match.group(1))

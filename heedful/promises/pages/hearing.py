"""Beside a call, a visit or a meeting: who spoke how much, what was promised, what stayed unanswered."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from heedful.interactions.queries.lookup import interaction_of
from heedful.promises.pages.answers import Asking, is_fetch, promise_page, whole_number
from heedful.promises.queries.heard import heard_in, heard_while_writing

LONGEST = 20_000  # of what is being written; the form takes no more


@require_GET
@promise_page
def hearing(request: Asking, interaction_id: int) -> HttpResponse:
    """Of what stands in the record."""
    if not is_fetch(request):
        conversation_id = interaction_of(request.viewer, interaction_id).conversation_id
        return redirect("conversation", conversation_id=conversation_id)
    return render(request, "promises/_heard.html", {"heard": heard_in(request.viewer, interaction_id)})


@require_POST
@promise_page
def hearing_new(request: Asking) -> HttpResponse:
    """Of what is being written down; nothing is kept. A brand that is not theirs is 404."""
    brand_id = whole_number(request.POST.get("brand")) or next(iter(request.viewer.brand_ids), 0)
    request.viewer.require("agent", brand_id)
    text, who = request.POST.get("text", "")[:LONGEST], request.POST.get("who", "")[:200]
    return render(request, "promises/_heard.html", {"heard": heard_while_writing(request.viewer, brand_id, text, who)})

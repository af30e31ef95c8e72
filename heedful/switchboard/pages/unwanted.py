"""What was put away as unwanted, who is blocked, and how well the learner does."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heedful.switchboard.pages.answers import answers_in_words
from heedful.switchboard.unwanted.actions import mark_unwanted, mark_wanted, unblock_sender
from heedful.switchboard.unwanted.queries import blocked_senders, figures, put_away
from heedful.ui.zone import in_local_time

PAGE = 50


@require_GET
@in_local_time
def unwanted(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    rows = put_away(viewer, after=request.GET.get("after", ""), limit=PAGE)
    context = {
        "rows": rows, "next": rows[-1].cursor if len(rows) == PAGE else "", "figures": figures(viewer),
        "blocked": blocked_senders(viewer), "is_first": "after" not in request.GET,
    }  # fmt: skip
    return render(request, "switchboard/unwanted.html", context, using="jinja2")


@require_POST
@answers_in_words
def unwanting(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Put it away, or take it back."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if request.POST.get("unwanted") == "0":
        mark_wanted(viewer=viewer, conversation_id=conversation_id)
        messages.success(request, _("It is back in the inbox."))
    else:
        mark_unwanted(viewer=viewer, conversation_id=conversation_id)
        messages.success(request, _("Put away as unwanted. The desk learns from it."))
    return redirect("unwanted")


@require_POST
@answers_in_words
def unblocking(request: HttpRequest, sender_id: int) -> HttpResponse:
    row = unblock_sender(viewer=request.viewer, sender_id=sender_id)  # type: ignore[attr-defined]
    messages.success(request, _("%(who)s is heard again.") % {"who": row.address})
    return redirect("unwanted")

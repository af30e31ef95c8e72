"""Who else is here: the screen says so every few seconds and hears who reads and who writes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from heedful.interactions.actions import be_gone, be_present
from heedful.interactions.queries import present
from heedful.notices.actions import read_conversation
from heedful.workspace.desk import DeskRequest, desk_page


@require_http_methods(["GET", "POST"])
@desk_page
def presence(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """POST says that one is here (`writing`), or has gone (`gone`); both answer who else is."""
    if request.method == "POST" and request.POST.get("gone") == "1":
        be_gone(viewer=request.viewer, conversation_id=conversation_id)
        return HttpResponse(status=204)
    if request.method == "POST":
        is_writing = request.POST.get("writing") == "1"
        be_present(viewer=request.viewer, conversation_id=conversation_id, is_writing=is_writing)
        read_conversation(person_id=request.viewer.person_id, conversation_id=conversation_id)
    people = present(request.viewer, conversation_id)
    context = {
        "conversation_id": conversation_id,
        "writing": [one for one in people if one.is_writing],
        "reading": [one for one in people if not one.is_writing],
    }
    return render(request, "workspace/_present.html", context)

"""Handing one's draft to a colleague: who, and then it is gone from here."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heedful.interactions.queries import NotFound, conversation_of
from heedful.replies import kinds
from heedful.replies.actions import CannotSend, hand_over
from heedful.replies.models import Draft
from heedful.team.queries import colleagues


@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, conversation_id: int, kind: str) -> HttpResponse:
    """GET asks to whom, POST gives it to `person`."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if kind not in Draft.Kind.values:
        raise Http404("There are replies, forwards and notes.")
    try:
        row = conversation_of(viewer, conversation_id)
        if request.method == "GET":
            people = [one for one in colleagues(viewer, row.brand_id) if one[0] != viewer.person_id]
            template = "replies/_handover.html" if "HX-Request" in request.headers else "replies/handover.html"
            return render(request, template, {"talk": row, "kind": kind, "people": people})
        person = request.POST.get("person", "")
        person_id = int(person) if person.isascii() and person.isdecimal() and len(person) < 19 else 0
        draft = hand_over(viewer=viewer, conversation_id=row.pk, person_id=person_id, kind=kind)
    except NotFound as error:
        raise Http404(str(error)) from error
    except CannotSend as refused:
        return HttpResponse(str(refused), status=400, content_type="text/plain; charset=utf-8")
    return _given(request, row.pk, draft)


def _given(request: HttpRequest, conversation_id: int, draft: Draft) -> HttpResponse:
    if "HX-Request" not in request.headers:
        return redirect("conversation", conversation_id=conversation_id)
    answer = HttpResponse(status=204)
    words = _("%(name)s has your draft now.") % {"name": draft.person.name}
    given = {"conversation": conversation_id, "kind": draft.kind, "words": words}
    brand_id = draft.conversation.brand_id
    news = {"kind": kinds.HANDED_OVER, "brand_id": brand_id, "conversation_id": conversation_id, "event_id": 0}
    answer["HX-Trigger"] = json.dumps({"draft:given": given, "changed": news})
    return answer

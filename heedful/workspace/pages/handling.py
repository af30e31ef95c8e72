"""What one does with a conversation: take it, give it, end it with a reason, open it again, read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from heedful.interactions import actions, kinds
from heedful.interactions.models import Conversation
from heedful.interactions.queries import conversation as talk_of
from heedful.interactions.queries import interaction_of
from heedful.interactions.resolutions import RESOLUTIONS
from heedful.team.queries import colleagues
from heedful.workspace.desk import DeskRequest, Refused, changed, desk_page, refusals, wants_part, whole_number


@require_http_methods(["GET", "POST"])
@desk_page
def assignment(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """Who cares for it. GET asks, POST gives it to `person` (empty: to nobody)."""
    if request.method == "GET":
        talk = talk_of(request.viewer, conversation_id)
        return _ask(request, "assign", {"talk": talk, "people": colleagues(request.viewer, talk.brand_id)})
    chosen = request.POST.get("person", "")
    person_id = whole_number(chosen)
    if chosen and person_id is None:
        raise Refused("Choose one of the colleagues in the list.")
    with refusals():
        row = actions.assign(viewer=request.viewer, conversation_id=conversation_id, person_id=person_id)
    return _done(request, kinds.ASSIGNED, row)


@require_http_methods(["GET", "POST", "DELETE"])
@desk_page
def resolution(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """GET asks for the reason, POST resolves, DELETE opens again (a plain form says so in `method`)."""
    if request.method == "GET":
        talk = talk_of(request.viewer, conversation_id)
        return _ask(request, "resolve", {"talk": talk, "reasons": RESOLUTIONS})
    if request.method == "DELETE" or request.POST.get("method") == "delete":
        row = actions.reopen(viewer=request.viewer, conversation_id=conversation_id)
        return _done(request, kinds.REOPENED, row)
    with refusals():
        reason = request.POST.get("reason", "")
        row = actions.resolve(viewer=request.viewer, conversation_id=conversation_id, reason=reason)
    return _done(request, kinds.RESOLVED, row)


@require_http_methods(["GET", "POST"])
@desk_page
def closing(request: DeskRequest, interaction_id: int) -> HttpResponse:
    """Close one inquiry on purpose. GET asks why, POST does it."""
    row = interaction_of(request.viewer, interaction_id)
    if request.method == "GET":
        return _ask(request, "close", {"interaction": row, "reasons": RESOLUTIONS, "back": _back(request.GET)})
    with refusals():
        reason = request.POST.get("reason", "")
        actions.close_interaction(viewer=request.viewer, interaction_id=interaction_id, reason=reason)
    if _back(request.POST) == "radar" and not wants_part(request):
        return redirect("radar")
    return _done(request, kinds.CLOSED, row.conversation)


@require_POST
@desk_page
def reading(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """The viewer has read it; opening alone does not count, so that screens may fetch ahead."""
    actions.mark_read(viewer=request.viewer, conversation_id=conversation_id)
    return HttpResponse(status=204)


def _back(sent: QueryDict) -> str:
    return "radar" if sent.get("back") == "radar" else ""


def _ask(request: DeskRequest, question: str, context: dict[str, object]) -> HttpResponse:
    """The form alone for the dialog, or as a page for those without scripts."""
    if wants_part(request):
        return render(request, f"workspace/_{question}.html", context)
    return render(request, "workspace/question.html", {**context, "question": f"workspace/_{question}.html"})


def _done(request: HttpRequest, kind: str, row: Conversation) -> HttpResponse:
    if wants_part(request):  # type: ignore[arg-type]
        return changed(HttpResponse(status=204), kind, brand_id=row.brand_id, conversation_id=row.pk)
    return redirect("conversation", conversation_id=row.pk)

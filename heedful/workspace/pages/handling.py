"""What one does with a conversation: take it, give it, end it with a reason, open it again, read it."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from heedful.interactions import actions, kinds
from heedful.interactions.queries import conversation as talk_of
from heedful.interactions.queries import interaction_of
from heedful.interactions.resolutions import RESOLUTIONS
from heedful.notices.actions import read_conversation
from heedful.team.queries import colleagues, teams
from heedful.workspace.desk import DeskRequest, Refused, desk_page, refusals, wants_part, whole_number
from heedful.workspace.pages.answers import ask, done


@require_http_methods(["GET", "POST"])
@desk_page
def assignment(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """Who cares for it. GET asks, POST gives it to a `person` or a `team` (empty: to nobody, to none)."""
    if request.method == "GET":
        talk = talk_of(request.viewer, conversation_id)
        choices = {"people": colleagues(request.viewer, talk.brand_id), "teams": teams(request.viewer, talk.brand_id)}
        return ask(request, "assign", {"talk": talk, **choices})
    with refusals():
        if "team" in request.POST:
            team_id = _chosen(request, "team")
            row = actions.give_to_team(viewer=request.viewer, conversation_id=conversation_id, team_id=team_id)
            return done(request, kinds.GIVEN_TO_TEAM, row)
        person_id = _chosen(request, "person")
        row = actions.assign(viewer=request.viewer, conversation_id=conversation_id, person_id=person_id)
    return done(request, kinds.ASSIGNED, row)


@require_http_methods(["GET", "POST", "DELETE"])
@desk_page
def resolution(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """GET asks for the reason, POST resolves, DELETE opens again (a plain form says so in `method`)."""
    if request.method == "GET":
        talk = talk_of(request.viewer, conversation_id)
        return ask(request, "resolve", {"talk": talk, "reasons": RESOLUTIONS})
    if request.method == "DELETE" or request.POST.get("method") == "delete":
        row = actions.reopen(viewer=request.viewer, conversation_id=conversation_id)
        return done(request, kinds.REOPENED, row)
    with refusals():
        reason = request.POST.get("reason", "")
        row = actions.resolve(viewer=request.viewer, conversation_id=conversation_id, reason=reason)
    return done(request, kinds.RESOLVED, row)


@require_http_methods(["GET", "POST"])
@desk_page
def closing(request: DeskRequest, interaction_id: int) -> HttpResponse:
    """Close one inquiry on purpose. GET asks why, POST does it."""
    row = interaction_of(request.viewer, interaction_id)
    if request.method == "GET":
        return ask(request, "close", {"interaction": row, "reasons": RESOLUTIONS, "back": _back(request.GET)})
    with refusals():
        reason = request.POST.get("reason", "")
        actions.close_interaction(viewer=request.viewer, interaction_id=interaction_id, reason=reason)
    if _back(request.POST) == "radar" and not wants_part(request):
        return redirect("radar")
    return done(request, kinds.CLOSED, row.conversation)


@require_POST
@desk_page
def reading(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """The viewer has read it; opening alone does not count, so that screens may fetch ahead."""
    actions.mark_read(viewer=request.viewer, conversation_id=conversation_id)
    read_conversation(person_id=request.viewer.person_id, conversation_id=conversation_id)
    return HttpResponse(status=204)


def _chosen(request: DeskRequest, what: str) -> int | None:
    chosen = request.POST.get(what, "")
    number = whole_number(chosen)
    if chosen and number is None:
        raise Refused("Choose one of the colleagues or teams in the list.")
    return number


def _back(sent: QueryDict) -> str:
    return "radar" if sent.get("back") == "radar" else ""

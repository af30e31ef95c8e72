"""One conversation, whole or in parts, and the formatted letters in it."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from heedful.interactions.models import Attachment
from heedful.interactions.queries import NotFound, interaction_of, moves_of, tags_on, timeline
from heedful.interactions.queries import conversation as talk_of
from heedful.interactions.queries.clocks import clocks
from heedful.interactions.queries.goals import goal_of
from heedful.interactions.resolutions import RESOLUTIONS
from heedful.switchboard.unwanted.queries import shows_pictures
from heedful.team.hours.queries import schedule_of
from heedful.workspace import labels, letters
from heedful.workspace.desk import DeskRequest, desk_page, wants_part, whole_number
from heedful.workspace.moments import shown
from heedful.workspace.pages.listing import spot_behind

PAGE = 50
MOST = 300
PARTS = {"talk": "_talk_refresh", "earlier": "_earlier"}


@require_GET
@desk_page
def conversation(request: DeskRequest, conversation_id: int) -> HttpResponse:
    part = PARTS.get(request.GET.get("part", ""), "_open")
    context = talk_context(request, conversation_id)
    if context["talk"].id != conversation_id:  # merged away: its words are elsewhere now
        return _gone_to(request, context["talk"].id)
    if wants_part(request):
        return render(request, f"workspace/{part}.html", context)
    return render(request, "workspace/conversation.html", context)


def _gone_to(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """A screen that refreshes itself is led there, everything else is sent on."""
    if request.GET.get("part") == "talk":
        answer = HttpResponse(status=204)
        path = reverse("conversation", args=[conversation_id])
        answer["HX-Location"] = json.dumps({"path": path, "target": "#open", "swap": "innerHTML"})
        return answer
    return redirect("conversation", conversation_id=conversation_id)


def talk_context(request: DeskRequest, conversation_id: int) -> dict[str, Any]:
    """Everything the conversation shows."""
    talk = talk_of(request.viewer, conversation_id)
    size = max(whole_number(request.GET.get("rows"), at_most=MOST) or PAGE, PAGE)
    moments = timeline(request.viewer, talk.id, before=whole_number(request.GET.get("before")), limit=size)
    schedule = schedule_of(talk.brand_id, talk.team_id)
    return {
        "talk": talk,
        "clocks": clocks(request.viewer, talk, schedule),
        "goal": goal_of(talk.goal_minutes, talk.waiting_since, schedule) if talk.waiting_since else None,
        "spot": spot_behind(request),
        "channel": labels.channel(talk.channel),
        "mood": labels.mood(talk.mood),
        "priority": labels.priority(talk.priority),
        "moves": moves_of(request.viewer, talk.id) if talk.was_moved else (),
        "tags": tags_on([talk.id]).get(talk.id, ()),
        "flags": [label for label in map(labels.flag, talk.flags) if label.tone],
        "moments": list(shown(talk, moments)),
        "earlier": moments[0].sort_key if len(moments) == size else None,
        "reasons": RESOLUTIONS,
    }


@require_GET
@xframe_options_sameorigin
@desk_page
def letter(request: DeskRequest, interaction_id: int) -> HttpResponse:
    """The mail as its sender laid it out, for a frame without any rights."""
    row = interaction_of(request.viewer, interaction_id)
    if not row.html:
        raise NotFound("This message came as plain text only.")
    with_remote = request.GET.get("pictures") == "all" or shows_pictures(row)
    files = Attachment.objects.filter(interaction=row).exclude(content_id="")
    response = HttpResponse(letters.letter(row.html, files, with_remote=with_remote))
    response["Content-Security-Policy"] = letters.policy(with_remote=with_remote)
    response["Referrer-Policy"] = "no-referrer"
    return response

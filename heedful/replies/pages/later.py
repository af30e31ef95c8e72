"""Replies that leave by themselves: put off, listed, stopped."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from heedful.replies.actions import CannotSend, Held, schedule_reply, unschedule, write_heading
from heedful.replies.forms import HeadingForm, LaterForm
from heedful.replies.models import Draft
from heedful.replies.pages.answers import Refusal, cleaned, says_no_in_words, wants_json
from heedful.replies.pages.heading import heading_from
from heedful.replies.pages.second_look import held_refusal, look_at_what_is_public
from heedful.replies.pages.sending import composer_again, refused
from heedful.replies.queries import scheduled as scheduled_for
from heedful.ui.zone import in_local_time

MICROSECONDS = 1_000_000


@require_POST
@in_local_time
@says_no_in_words
def schedule(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Put the reply off until a time of the writer's own clock."""
    try:
        _put_off(request, conversation_id)
    except Refusal as refusal:
        return refused(request, conversation_id, Draft.Kind.REPLY, refusal)
    return composer_again(request, conversation_id, status=201)


@require_GET
@in_local_time
def scheduled(request: HttpRequest) -> HttpResponse:
    """What leaves by itself, and what waits for its writer instead."""
    rows = scheduled_for(request.viewer)  # type: ignore[attr-defined]
    held = [row for row in rows if row.held_reason]
    return render(
        request, "replies/scheduled.html", {"held": held, "rows": [row for row in rows if not row.held_reason]}
    )


@require_POST
@in_local_time
@says_no_in_words
def unscheduling(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Stop it: it is a draft again."""
    draft = unschedule(viewer=request.viewer, draft_id=draft_id)  # type: ignore[attr-defined]
    if wants_json(request):
        return composer_again(request, draft.conversation_id, status=200)
    back = request.POST.get("next", "")
    return redirect(reverse("scheduled") if back == "scheduled" else reverse("composer", args=[draft.conversation_id]))


def _put_off(request: HttpRequest, conversation_id: int) -> None:
    viewer = request.viewer  # type: ignore[attr-defined]
    written = cleaned(LaterForm(request.POST))
    heading = heading_from(viewer, conversation_id, Draft.Kind.REPLY, cleaned(HeadingForm(request.POST)))
    if heading is not None:
        write_heading(viewer=viewer, conversation_id=conversation_id, kind=Draft.Kind.REPLY, heading=heading)
    look_at_what_is_public(request, conversation_id, written, heading)
    del written["key"]
    send_at = int(written.pop("send_at").timestamp()) * MICROSECONDS
    try:
        schedule_reply(viewer=viewer, conversation_id=conversation_id, send_at=send_at, **written)
    except Held as held:
        raise held_refusal(request, conversation_id, written["text"], heading) from held
    except CannotSend as error:
        raise Refusal(422, str(error)) from error

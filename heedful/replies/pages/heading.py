"""Recipients and sender at each change: kept with the draft, and what is wrong is said at once."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from heedful.interactions.queries import conversation
from heedful.replies.actions import write_heading
from heedful.replies.forms import HeadingForm
from heedful.replies.heading import FIELDS, Heading, heading_of, once_each
from heedful.replies.models import Draft
from heedful.replies.pages.answers import Refusal, cleaned, say_no, says_no_in_words, wants_json
from heedful.replies.pages.head import bounced_among, summary_of
from heedful.replies.queries import draft_of
from heedful.replies.typed_heading import BadHeading, check_count, checked_sender, read_line, typed_heading
from heedful.switchboard.senders import our_addresses
from heedful.team.viewer import Viewer


@require_POST
@says_no_in_words
def heading(request: HttpRequest, conversation_id: int, kind: str) -> HttpResponse:
    """What is good is kept; for the rest there is one sentence each."""
    if kind not in {Draft.Kind.REPLY, Draft.Kind.FORWARD}:
        raise Http404("Notes go to nobody outside.")
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    try:
        answer = _kept(viewer, conversation_id, kind, cleaned(HeadingForm(request.POST)))
    except Refusal as refusal:
        return say_no(refusal)
    if wants_json(request):
        return JsonResponse(answer)
    return redirect(f"{reverse('composer', args=[conversation_id])}?kind={kind}")


def heading_from(viewer: Viewer, conversation_id: int, kind: str, typed: dict[str, Any]) -> Heading | None:
    """The heading that came with a form that sends; None when the page had none. Raises Refusal in words."""
    typed = {name: typed.pop(name) for name in HeadingForm.base_fields}
    if not typed["has_heading"]:
        return None
    talk = conversation(viewer, conversation_id)
    original_id = _original(viewer, conversation_id, kind)
    try:
        return typed_heading(typed, brand_id=talk.brand_id, is_signed=typed["is_signed"], original_id=original_id)
    except BadHeading as error:
        raise Refusal(422, str(error), at="heading") from error


def _kept(viewer: Viewer, conversation_id: int, kind: str, typed: dict[str, Any]) -> dict[str, Any]:
    talk = conversation(viewer, conversation_id)
    ours = our_addresses()
    lines = [read_line(name, typed[name], ours) for name in FIELDS]
    to, cc, bcc = once_each(*(line.parties for line in lines))
    faults = [{"line": line.line, "text": text, "words": words} for line in lines for text, words in line.unfit]
    try:
        sender = checked_sender(typed["sender"], talk.brand_id)
        made = Heading(to, cc, bcc, sender, typed["is_signed"], _original(viewer, conversation_id, kind))
        check_count(made)
    except BadHeading as error:
        raise Refusal(422, str(error), at="heading") from error
    write_heading(viewer=viewer, conversation_id=talk.id, kind=kind, heading=made)
    bounced = bounced_among(talk.brand_id, made.everybody)
    return {
        **{name: [_chip(party, bounced) for party in getattr(made, name)] for name in FIELDS},
        "faults": faults,
        "summary": summary_of(made),
    }


def _chip(party: Any, bounced: dict[str, str]) -> dict[str, str]:
    return {"address": party.address, "name": party.name, "bounced": bounced.get(party.address, "")}


def _original(viewer: Viewer, conversation_id: int, kind: str) -> int | None:
    if kind != Draft.Kind.FORWARD:
        return None
    draft = draft_of(viewer, conversation_id, kind)
    known = heading_of(draft.head) if draft else None
    return known.original_id if known else None

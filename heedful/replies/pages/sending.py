"""What leaves the composer: a reply that is held for ten seconds, a note for the team, and 'undo'."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heedful.replies.actions import CannotSend, Held, add_note, save_draft, send_reply, undo_send
from heedful.replies.forms import HeadingForm, NoteForm, ReplyForm
from heedful.replies.models import Draft
from heedful.replies.pages.answers import Refusal, cleaned, say_no, says_no_in_words, wants_json
from heedful.replies.pages.composer import show_refusal
from heedful.replies.pages.heading import heading_from
from heedful.replies.pages.second_look import held_refusal, look_at_what_is_public
from heedful.replies.pages.sheet import render_sheet, sheet_of
from heedful.replies.queries import draft_of
from heedful.switchboard.actions import NoMailbox, TooLate, delivery_of
from heedful.switchboard.models import Delivery
from heedful.team.viewer import Viewer
from heedful.ui.zone import in_local_time


@require_POST
@in_local_time
@says_no_in_words
def replies(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Hand a reply over; it leaves after ten seconds unless it is taken back."""
    try:
        _hand_over(request, conversation_id)
    except Refusal as refusal:
        return refused(request, conversation_id, Draft.Kind.REPLY, refusal)
    return composer_again(request, conversation_id, status=201)


@require_POST
@in_local_time
@says_no_in_words
def notes(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Keep a note; the composer turns back to the reply."""
    try:
        written = cleaned(NoteForm(request.POST))
    except Refusal as refusal:
        return refused(request, conversation_id, Draft.Kind.NOTE, refusal)
    add_note(viewer=_viewer(request), conversation_id=conversation_id, text=written["text"], key=written["key"])
    return composer_again(request, conversation_id, status=201)


@require_POST
@in_local_time
@says_no_in_words
def undo(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Take a reply back while the server holds it."""
    conversation_id, kind, too_late = _take_back(_viewer(request), delivery_id)
    if too_late:
        return refused(request, conversation_id, kind, Refusal(409, too_late))
    return composer_again(request, conversation_id, status=200, kind=kind)


def _hand_over(request: HttpRequest, conversation_id: int) -> None:
    written = cleaned(ReplyForm(request.POST))
    viewer, text = _viewer(request), written["text"]
    heading = heading_from(viewer, conversation_id, Draft.Kind.REPLY, cleaned(HeadingForm(request.POST)))
    look_at_what_is_public(request, conversation_id, written, heading)
    try:
        delivery = send_reply(viewer=viewer, conversation_id=conversation_id, heading=heading, **written)
    except Held as held:
        raise held_refusal(request, conversation_id, text, heading) from held
    except (CannotSend, NoMailbox) as error:
        raise Refusal(422, str(error)) from error
    if delivery.interaction.extra.get("written", delivery.interaction.text) != text:
        # The answer to the first attempt was lost, and the text was changed before the second.
        words = _("An earlier version of this reply is on its way already. What you changed since has not been sent.")
        raise Refusal(409, words, renew_key=True)


def _take_back(viewer: Viewer, delivery_id: int) -> tuple[int, str, str]:
    """The conversation, the kind of draft, and why it is too late.

    What was begun meanwhile is kept below the words that come back.
    """
    with transaction.atomic():
        delivery = delivery_of(viewer, delivery_id)
        conversation_id = delivery.interaction.conversation_id
        kind = Draft.Kind.FORWARD if "forwarded_to" in delivery.interaction.extra else Draft.Kind.REPLY
        if delivery.state == Delivery.State.UNDONE:
            return conversation_id, kind, ""
        begun = draft_of(viewer, conversation_id, kind)
        try:
            row = undo_send(viewer=viewer, delivery_id=delivery_id)
        except TooLate as error:
            return conversation_id, kind, str(error)
        if begun and begun.text.strip() and begun.text != row.text:
            both = f"{row.text}\n\n{begun.text}"
            save_draft(viewer=viewer, conversation_id=conversation_id, kind=kind, text=both, version=row.version)
    return conversation_id, kind, ""


def refused(request: HttpRequest, conversation_id: int, kind: str, refusal: Refusal) -> HttpResponse:
    return say_no(refusal) if wants_json(request) else show_refusal(request, conversation_id, kind, refusal)


def composer_again(
    request: HttpRequest, conversation_id: int, *, status: int, kind: str = Draft.Kind.REPLY
) -> HttpResponse:
    address = reverse("composer", args=[conversation_id]) + (f"?kind={kind}" if kind != Draft.Kind.REPLY else "")
    if not wants_json(request):
        return redirect(address, permanent=False)
    html = render_sheet(request, sheet_of(_viewer(request), conversation_id, kind))
    return JsonResponse({"composer": html, "conversation": str(conversation_id), "address": address}, status=status)


def _viewer(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined]

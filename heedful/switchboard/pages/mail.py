"""One mail and its sender: its source, its pictures, put away or blocked; and a conversation on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from heedful.blobs.store import BlobMissing, get_blob
from heedful.events.actions import Subject, record
from heedful.interactions.queries import conversation, interaction_of, timeline
from heedful.switchboard import kinds
from heedful.switchboard.models import RawMessage
from heedful.switchboard.pages.answers import answers_in_words
from heedful.switchboard.unwanted.actions import block_sender, choose_pictures
from heedful.switchboard.unwanted.queries import known_sender
from heedful.team.refusal import Refused
from heedful.team.viewer import Viewer
from heedful.ui.zone import in_local_time

MOST_ON_PAPER = 500


@require_GET
@never_cache
@in_local_time
@answers_in_words
def mail(request: HttpRequest, interaction_id: int) -> HttpResponse:
    """All about one mail, and what can be decided about its sender."""
    viewer = _viewer(request)
    row = interaction_of(viewer, interaction_id)
    raw = RawMessage.objects.filter(pk=row.raw_id).only("size", "received_at").first() if row.raw_id else None
    context = {
        "mail": row, "raw": raw, "sender": known_sender(row),
        "may_read_source": raw is not None and viewer.can("lead", row.brand_id),
        "is_put_away": row.conversation.resolution == "spam",
    }  # fmt: skip
    name = "switchboard/_mail.html" if "HX-Request" in request.headers else "switchboard/mail.html"
    return render(request, name, context, using="jinja2")


@require_POST
@answers_in_words
def mail_source(request: HttpRequest, interaction_id: int) -> HttpResponse:
    """The mail exactly as it came, for a lead; that it was taken is written down."""
    viewer = _viewer(request)
    row = interaction_of(viewer, interaction_id)
    viewer.require("lead", row.brand_id)
    raw = RawMessage.objects.filter(pk=row.raw_id, brand_id=row.brand_id).first() if row.raw_id else None
    if raw is None:
        raise Refused(_("This did not come as a mail, so there is no source of it."))
    try:
        content = get_blob(raw.digest)
    except BlobMissing as error:
        raise Refused(_("The stored mail is missing from the data folder. A backup may have it.")) from error
    about = Subject(row.brand_id, row.customer_id, row.conversation_id, row.pk)
    record(kinds.SOURCE_READ, about, person_id=viewer.person_id, raw_id=raw.pk)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, f"mail-{row.pk}.eml") or "attachment"  # noqa: FBT003 (Django's own order)
    return response


@require_POST
@answers_in_words
def mail_pictures(request: HttpRequest, interaction_id: int) -> HttpResponse:
    """Always, or ask again."""
    shown = request.POST.get("shown") == "1"
    row = choose_pictures(viewer=_viewer(request), interaction_id=interaction_id, shown=shown)
    words = _("Pictures of %(who)s are fetched at once.") if shown else _("Pictures of %(who)s wait for a click again.")
    messages.success(request, words % {"who": row.address})
    return _back(request, interaction_id)


@require_POST
@answers_in_words
def mail_blocking(request: HttpRequest, interaction_id: int) -> HttpResponse:
    """Nothing more from this sender."""
    row = block_sender(viewer=_viewer(request), interaction_id=interaction_id)
    messages.success(request, _("%(who)s is blocked. What they write is put away from now on.") % {"who": row.address})
    return redirect("unwanted")


@require_GET
@never_cache
@in_local_time
@answers_in_words
def paper(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The conversation as one prints it: no buttons, no pictures from elsewhere. Notes only when asked for."""
    viewer = _viewer(request)
    talk = conversation(viewer, conversation_id)
    moments = timeline(viewer, talk.id, limit=MOST_ON_PAPER)
    with_notes = request.GET.get("notes") == "1"
    shown = [moment for moment in moments if with_notes or moment.direction != "internal"]
    context = {"talk": talk, "moments": shown, "with_notes": with_notes, "is_cut": len(moments) == MOST_ON_PAPER}
    return render(request, "switchboard/paper.html", context, using="jinja2")


def _back(request: HttpRequest, interaction_id: int) -> HttpResponse:
    row = interaction_of(_viewer(request), interaction_id)
    try:
        return redirect(reverse("conversation", args=[row.conversation_id]))
    except NoReverseMatch:
        return redirect("unwanted")


def _viewer(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined]

"""A pause in writing: the draft is kept and the coach says what it thinks."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heedful.replies.actions import StaleDraft, add_file, save_draft, write_heading
from heedful.replies.actions.files import MEGABYTE, MOST_BYTES, Unfit, Upload
from heedful.replies.forms import DraftForm, HeadingForm
from heedful.replies.models import Draft
from heedful.replies.pages.answers import Refusal, cleaned, say_no, says_no_in_words, wants_json
from heedful.replies.pages.composer import show_refusal
from heedful.replies.pages.heading import heading_from
from heedful.replies.pages.sheet import render_review, reviewed
from heedful.ui.times import iso

UNKNOWN = -1  # a version that no row has: whoever knows of none may not write over one


@require_POST
@says_no_in_words
def draft(request: HttpRequest, conversation_id: int, kind: str) -> HttpResponse:
    """The script gets the review; a plain form gets the composer again, with the review in it."""
    if kind not in Draft.Kind.values:
        raise Http404("There are replies, forwards and notes.")
    try:
        row = _keep(request, conversation_id, kind)
    except Refusal as refusal:
        return say_no(refusal) if wants_json(request) else show_refusal(request, conversation_id, kind, refusal)
    if not wants_json(request):
        return redirect(f"{reverse('composer', args=[conversation_id])}?kind={kind}", permanent=False)
    return JsonResponse(
        {
            "version": row.version,
            "saved_at": iso(row.updated_at),
            "review": _review(request, row) if kind == Draft.Kind.REPLY else None,
        }
    )


def _keep(request: HttpRequest, conversation_id: int, kind: str) -> Draft:
    written = cleaned(DraftForm(request.POST))
    viewer = request.viewer  # type: ignore[attr-defined]
    version = written["version"] or UNKNOWN
    _keep_beside(request, conversation_id, kind)
    try:
        return save_draft(
            viewer=viewer, conversation_id=conversation_id, kind=kind, text=written["text"], version=version
        )
    except StaleDraft as stale:
        raise Refusal(409, str(stale), theirs=stale.draft) from stale


def _keep_beside(request: HttpRequest, conversation_id: int, kind: str) -> None:
    """A plain form brings everything at once: recipients and files, too."""
    viewer = request.viewer  # type: ignore[attr-defined]
    heading = heading_from(viewer, conversation_id, kind, cleaned(HeadingForm(request.POST)))
    if heading is not None:
        write_heading(viewer=viewer, conversation_id=conversation_id, kind=kind, heading=heading)
    for file in request.FILES.getlist("files"):
        if (file.size or 0) > MOST_BYTES:
            words = _("“%(name)s” is bigger than %(most)d MB. Share it by a link instead.")
            raise Refusal(413, words % {"name": file.name, "most": MOST_BYTES // MEGABYTE})
        upload = Upload(file.name or "", file.content_type or "", file.read())
        try:
            add_file(viewer=viewer, conversation_id=conversation_id, kind=kind, upload=upload)
        except Unfit as error:
            raise Refusal(422, str(error)) from error


def _review(request: HttpRequest, row: Draft) -> dict[str, object]:
    margin = reviewed(request.viewer, row.conversation_id, row.kind, row.text)  # type: ignore[attr-defined]
    return render_review(request, row.conversation_id, margin)

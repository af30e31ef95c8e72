"""Files on their way into a draft: the bytes as they are, one request each, so that a browser can show progress."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heedful.blobs.store import BlobMissing, get_blob
from heedful.channels.email.markup import picture_mark
from heedful.interactions.pages import LOCKED_DOWN, SHOWN_IN_PAGE
from heedful.interactions.queries import conversation_of
from heedful.replies.actions import add_file, remove_file
from heedful.replies.actions.files import MEGABYTE, MOST_BYTES, Unfit, Upload, scan_states
from heedful.replies.models import Draft, DraftFile
from heedful.replies.pages.answers import Refusal, say_no, says_no_in_words, wants_json


@require_http_methods(["PUT"])
@says_no_in_words
def draft_files(request: HttpRequest, conversation_id: int, kind: str) -> HttpResponse:
    """One more file. Its name stands in the address, its bytes are the body."""
    if kind not in {Draft.Kind.REPLY, Draft.Kind.FORWARD}:
        raise Http404("Notes carry no files.")
    conversation_of(request.viewer, conversation_id)  # type: ignore[attr-defined]  # before anything is read
    try:
        content = _read(request)
        upload = Upload(
            request.GET.get("name", "")[:500], request.content_type or "", content, request.GET.get("inline") == "1"
        )
        file = add_file(viewer=request.viewer, conversation_id=conversation_id, kind=kind, upload=upload)  # type: ignore[attr-defined]
    except Unfit as error:
        return say_no(Refusal(422, str(error)))
    except Refusal as refusal:
        return say_no(refusal)
    html = render_to_string("replies/_file.html", {"file": file, "scans": scan_states([file])}, request)
    mark = picture_mark(file.name.rpartition(".")[0] or file.name, file.content_id.partition("@")[0])
    return JsonResponse({"html": html, "mark": mark if file.is_inline else ""}, status=201)


@require_http_methods(["GET", "POST", "DELETE"])
@says_no_in_words
def draft_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """Look at a file of one's own draft, or take it out."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if request.method == "GET":
        return _shown(request, file_id)
    draft = remove_file(viewer=viewer, file_id=file_id)
    if wants_json(request):
        return JsonResponse({})
    return redirect(f"{reverse('composer', args=[draft.conversation_id])}?kind={draft.kind}")


def _shown(request: HttpRequest, file_id: int) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    rows = DraftFile.objects.filter(
        draft__person_id=viewer.person_id, draft__conversation__brand_id__in=viewer.brand_ids
    )
    file = rows.filter(pk=file_id).first()
    if file is None:
        raise Http404
    try:
        content = get_blob(file.digest)
    except BlobMissing as error:
        raise Http404(str(error)) from error
    shown = file.content_type in SHOWN_IN_PAGE
    response = HttpResponse(content, content_type=file.content_type if shown else "application/octet-stream")
    response["Content-Disposition"] = "inline" if shown else "attachment"
    response["Content-Security-Policy"] = LOCKED_DOWN
    return response


def _read(request: HttpRequest) -> bytes:
    """Nothing is read of what is too big by its own word, and no more than the limit of what lies."""
    claimed = request.headers.get("Content-Length", "")
    name = request.GET.get("name", "")[:80]
    too_big = Refusal(
        413,
        _("“%(name)s” is bigger than %(most)d MB, which is what most mail servers take. Share it by a link instead.")
        % {"name": name, "most": MOST_BYTES // MEGABYTE},
    )
    if claimed.isdecimal() and int(claimed) > MOST_BYTES:
        raise too_big
    if "Transfer-Encoding" in request.headers:
        raise Refusal(411, _("The size of this file is not said, so it is not taken. Attach it from another browser."))
    content = request.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise too_big
    return content

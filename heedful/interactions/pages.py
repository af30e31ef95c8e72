"""Files of the record, each behind its own permission check."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from heedful.blobs.store import BlobMissing, get_blob
from heedful.blobs.verdicts import ScannerDown, verdict_on
from heedful.interactions.queries import NotFound, attachment_of

SHOWN_IN_PAGE = {"image/png", "image/jpeg", "image/gif", "image/webp"}
LOCKED_DOWN = "default-src 'none'; sandbox"


@require_GET
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Harmless pictures are shown, everything else is saved; never with the right to run anything."""
    try:
        file = attachment_of(request.viewer, attachment_id)  # type: ignore[attr-defined]
        content = get_blob(file.digest)
    except (NotFound, BlobMissing) as error:
        raise Http404(str(error)) from error
    if refusal := _unsafe(file.digest, content):
        return refusal
    shown = file.content_type in SHOWN_IN_PAGE
    response = HttpResponse(content, content_type=file.content_type if shown else "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(not shown, file.name) or "attachment"
    response["Content-Security-Policy"] = LOCKED_DOWN
    response["Cache-Control"] = "private, max-age=86400"
    return response


def _unsafe(digest: str, content: bytes) -> HttpResponse | None:
    """Why this file is not handed out, in words; None for one that nothing is known against."""
    try:
        verdict = verdict_on(digest, content)
    except ScannerDown as down:
        words = _(
            "This file could not be checked for viruses, so it is not handed out yet. Try again in a moment. (%(why)s)"
        )
        return HttpResponse(words % {"why": down}, status=503, content_type="text/plain; charset=utf-8")
    if verdict is None or not verdict.is_infected:
        return None
    words = _("This file holds something harmful (%(found)s). It is kept, but not handed out.")
    return HttpResponse(words % {"found": verdict.words or "?"}, status=403, content_type="text/plain; charset=utf-8")

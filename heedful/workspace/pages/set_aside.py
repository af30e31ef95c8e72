"""Mail that could not be read: why, its source, and another try. Nothing of it is lost."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heedful.blobs.store import BlobMissing, get_blob
from heedful.switchboard import receive
from heedful.switchboard.models import RawMessage
from heedful.workspace.desk import DeskRequest, Refused, desk_page, wants_part, whole_number

PAGE = 50
SHOWN = 200_000  # bytes of a source; more helps nobody and slows the page


@require_GET
@desk_page
def set_aside(request: DeskRequest) -> HttpResponse:
    before = whole_number(request.GET.get("before"))
    rows = receive.set_aside(request.viewer, before=before, limit=PAGE)
    context = {
        "rows": rows,
        "next": rows[-1].pk if len(rows) == PAGE else None,
    }
    more = request.GET.get("part") == "more" and wants_part(request)
    return render(request, f"workspace/{'_set_aside_rows' if more else 'set_aside'}.html", context)


@require_GET
@desk_page
def source(request: DeskRequest, raw_id: int) -> HttpResponse:
    """The mail exactly as it came, as harmless text."""
    row = receive.raw_of(request.viewer, raw_id)
    try:
        content = get_blob(row.digest)
    except BlobMissing as error:
        raise Refused(_("The stored mail is missing from the data folder. A backup may have it.")) from error
    text = content[:SHOWN].decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
    context = {"row": row, "text": text, "is_cut": len(content) > SHOWN}
    template = "_source" if wants_part(request) else "source"
    return render(request, f"workspace/{template}.html", context)


@require_POST
@desk_page
def retrial(request: DeskRequest, raw_id: int) -> HttpResponse:
    """Try to read it once more."""
    row = receive.retry(viewer=request.viewer, raw_id=raw_id)
    if row.state == RawMessage.State.DONE and row.conversation_id:
        messages.success(request, _("It could be read this time."))
        return redirect("conversation", conversation_id=row.conversation_id)
    if row.state == RawMessage.State.DONE:
        messages.success(request, _("It could be read this time, and nothing had to be added to the record."))
    else:
        messages.error(request, _("It still cannot be read. It stays here: %(reason)s") % {"reason": row.reason})
    return redirect("set_aside")


@require_POST
@desk_page
def raw_dismissal(request: DeskRequest, raw_id: int) -> HttpResponse:
    """It is nothing for us: it leaves this list and stays in the raw store."""
    receive.dismiss(viewer=request.viewer, raw_id=raw_id)
    messages.success(request, _("Put away. Its source is kept."))
    return redirect("set_aside")

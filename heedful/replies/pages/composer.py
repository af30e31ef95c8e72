"""The place to write, as a fragment beside a conversation or as a page of its own that needs no script."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from heedful.replies.actions import start_forward
from heedful.replies.models import Draft
from heedful.replies.pages.answers import Refusal, says_no_in_words
from heedful.replies.pages.sheet import Sheet, sheet_of, with_text
from heedful.ui.zone import in_local_time


@require_GET
@never_cache
@in_local_time
@says_no_in_words
def composer(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """A reply unless a note is asked for."""
    kind = request.GET.get("kind", Draft.Kind.REPLY)
    original = request.GET.get("of", "")
    if kind not in Draft.Kind.values:
        raise Http404("There are replies, forwards and notes.")
    if kind == Draft.Kind.FORWARD and original.isascii() and original.isdecimal() and len(original) < 19:
        start_forward(viewer=request.viewer, conversation_id=conversation_id, original_id=int(original))  # type: ignore[attr-defined]
    return show(request, sheet_of(request.viewer, conversation_id, kind))  # type: ignore[attr-defined]


def show(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    name = "replies/_composer.html" if "HX-Request" in request.headers else "replies/composer.html"
    return render(request, name, {"sheet": sheet, "margin": sheet.margin}, status=status)


def show_refusal(request: HttpRequest, conversation_id: int, kind: str, refusal: Refusal) -> HttpResponse:
    """The plain form again, with what was typed and why it was not taken."""
    viewer = request.viewer  # type: ignore[attr-defined]
    sheet = sheet_of(viewer, conversation_id, kind)
    typed = request.POST.get("text", sheet.text).replace("\r\n", "\n")
    changes: dict[str, Any] = {}
    if refusal.theirs:
        changes = {"version": refusal.theirs.version, "theirs": refusal.theirs}
    changes["look"] = refusal.more.get("look", "")
    return show(request, with_text(sheet, viewer, typed, refusal=refusal.words, **changes), refusal.status)

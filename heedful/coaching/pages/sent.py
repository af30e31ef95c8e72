"""How the coach saw a reply when it was sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from heedful.coaching.queries import kept_review
from heedful.ui.zone import in_local_time


@require_GET
@in_local_time
def sent_review(request: HttpRequest, interaction_id: int) -> HttpResponse:
    """A dialog over the conversation, or a page of its own."""
    kept = kept_review(request.viewer, interaction_id)  # type: ignore[attr-defined]
    name = "coaching/_sent_review.html" if "HX-Request" in request.headers else "coaching/sent_review.html"
    return render(request, name, {"kept": kept})

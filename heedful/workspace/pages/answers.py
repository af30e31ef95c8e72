"""How a small deed is asked for and answered: a form in the dialog or on a page, then the news or the conversation."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from heedful.interactions.models import Conversation
from heedful.workspace.desk import DeskRequest, changed, wants_part


def ask(request: DeskRequest, question: str, context: Mapping[str, object]) -> HttpResponse:
    """The form alone for the dialog, or as a page for those without scripts."""
    if wants_part(request):
        return render(request, f"workspace/_{question}.html", dict(context))
    return render(request, "workspace/question.html", {**context, "question": f"workspace/_{question}.html"})


def done(request: HttpRequest, kind: str, row: Conversation) -> HttpResponse:
    """To a script what changed, to a form the conversation."""
    if wants_part(request):  # type: ignore[arg-type]
        return changed(HttpResponse(status=204), kind, brand_id=row.brand_id, conversation_id=row.pk)
    return redirect("conversation", conversation_id=row.pk)

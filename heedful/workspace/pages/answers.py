"""How a small deed is asked for and answered: a form in the dialog or on a page, then the news or the conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from heedful.interactions.models import Conversation
from heedful.workspace.desk import DeskRequest, changed, wants_part


def ask(request: DeskRequest, question: str, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """The form alone for the dialog, or as a page for those without scripts."""
    form = f"workspace/_{question}.html"
    if wants_part(request):
        return render(request, form, dict(context), status=status)
    return render(request, "workspace/question.html", {**context, "question": form}, status=status)


def done(request: HttpRequest, kind: str, row: Conversation) -> HttpResponse:
    """To a script what changed, to a form the conversation."""
    if wants_part(request):  # type: ignore[arg-type]
        return changed(HttpResponse(status=204), kind, brand_id=row.brand_id, conversation_id=row.pk)
    return redirect("conversation", conversation_id=row.pk)


def undoable(answer: HttpResponse, words: str, address: str) -> HttpResponse:
    """Let the screen say what was done, with a button that takes it back."""
    news = json.loads(answer.headers.get("HX-Trigger", "{}"))
    answer["HX-Trigger"] = json.dumps({**news, "undoable": {"words": words, "address": address}})
    return answer

"""How a small deed is asked for and answered: a form in the dialog or on a page, then the news."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from heedful.customers.queries import NotFound
from heedful.promises.models import Promise
from heedful.team.viewer import Viewer
from heedful.ui.zone import in_local_time

Page = Callable[..., HttpResponse]


class Asking(HttpRequest):
    """A request as the middleware hands it over."""

    viewer: Viewer


def promise_page(page: Page) -> Page:
    """In the reader's zone; what is refused is said in words."""

    @wraps(page)
    def answered(request: Asking, *args: Any, **named: Any) -> HttpResponse:
        try:
            return page(request, *args, **named)
        except NotFound as error:
            return _no(request, str(error), 404)
        except ValueError as error:
            return _no(request, str(error), 400)

    return in_local_time(answered)


def is_fetch(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def ask(request: Asking, question: str, context: Mapping[str, object], *, error: str = "") -> HttpResponse:
    """The form alone for the dialog, or as a page for those without scripts."""
    form, given = f"promises/_{question}.html", {**context, "error": error, "back": _back(request)}
    status = 422 if error else 200
    if is_fetch(request):
        return render(request, form, given, status=status)
    return render(request, "promises/question.html", {**given, "question": form}, status=status)


def done(request: Asking, kind: str, row: Promise, undo: str = "") -> HttpResponse:
    """To a script what changed, and how to take it back; a form goes to where it came from."""
    if not is_fetch(request):
        return redirect(_back(request) or reverse("conversation", args=[row.conversation_id]))
    note = {"kind": kind, "brand_id": row.brand_id, "conversation_id": row.conversation_id, "event_id": 0}
    news: dict[str, object] = {"changed": note}
    if undo:
        news["undoable"] = {"words": undo, "address": reverse("promise_undo", args=[row.pk])}
    answer = HttpResponse(status=204)
    answer["HX-Trigger"] = json.dumps(news)
    return answer


def whole_number(text: str | None) -> int | None:
    """A number that was sent; None for anything that is not one."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 18:
        return None
    return int(text)


def _back(request: Asking) -> str:
    """The one page besides the conversation that such a form stands on."""
    sent = request.POST.get("back") or request.GET.get("back")
    return reverse("promises") if sent == "promises" else ""


def _no(request: Asking, words: str, status: int) -> HttpResponse:
    if is_fetch(request):
        return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    return render(request, "promises/refused.html", {"words": words}, status=status)

"""What the coach read in a conversation, confirmed, changed or dismissed; and a promise written by hand."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heedful.interactions.queries.lookup import conversation_of
from heedful.promises import kinds
from heedful.promises.actions import confirm, dismiss, make_promise
from heedful.promises.actions.rows import SomebodyElse
from heedful.promises.pages.answers import Asking, ask, done, is_fetch, promise_page
from heedful.promises.pages.wishes import form_of, wish_from
from heedful.promises.queries import of_conversation, promise_of


@require_GET
@promise_page
def conversation_promises(request: Asking, conversation_id: int) -> HttpResponse:
    """What is proposed and what is owed here, to be shown below what was said."""
    found = of_conversation(request.viewer, conversation_id)
    if not is_fetch(request):
        return redirect("conversation", conversation_id=conversation_id)
    return render(request, "promises/_panel.html", {"found": found, "conversation_id": conversation_id})


@require_http_methods(["GET", "POST"])
@promise_page
def promise_new(request: Asking, conversation_id: int) -> HttpResponse:
    """GET asks, POST makes a promise that nobody has read."""
    talk = conversation_of(request.viewer, conversation_id)
    if request.method == "GET":
        return ask(request, "new", {"talk": talk, **form_of(request.viewer, talk.brand_id, None)})
    try:
        row = make_promise(viewer=request.viewer, conversation_id=talk.pk, wish=wish_from(request.POST))
    except ValueError as error:
        context = {"talk": talk, **form_of(request.viewer, talk.brand_id, None, request.POST)}
        return ask(request, "new", context, error=str(error))
    return done(request, kinds.MADE, row)


@require_http_methods(["GET", "POST"])
@promise_page
def confirmation(request: Asking, promise_id: int) -> HttpResponse:
    """GET shows it to be changed; POST confirms it, as it was read or (`changed`) as it was written."""
    one = promise_of(request.viewer, promise_id)
    if request.method == "GET":
        return ask(request, "change", form_of(request.viewer, one.brand_id, one))
    try:
        wish = wish_from(request.POST) if "changed" in request.POST else None
        row = confirm(viewer=request.viewer, promise_id=promise_id, wish=wish)
    except SomebodyElse:
        raise
    except ValueError as error:
        return ask(request, "change", form_of(request.viewer, one.brand_id, one, request.POST), error=str(error))
    return done(request, kinds.MADE, row)


@require_POST
@promise_page
def dismissal(request: Asking, promise_id: int) -> HttpResponse:
    """It is no promise."""
    row = dismiss(viewer=request.viewer, promise_id=promise_id)
    return done(request, kinds.DISMISSED, row, undo=_("Not kept in mind."))

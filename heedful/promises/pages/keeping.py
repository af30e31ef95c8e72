"""A promise is kept, moved or released; and what was said by mistake is taken back."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from heedful.promises import kinds
from heedful.promises.actions import keep, move, release, take_back
from heedful.promises.actions.rows import SomebodyElse
from heedful.promises.pages.answers import Asking, ask, done, promise_page, whole_number
from heedful.promises.pages.wishes import form_of, wish_from
from heedful.promises.queries import promise_of


@require_POST
@promise_page
def fulfilment(request: Asking, promise_id: int) -> HttpResponse:
    """Done."""
    row = keep(viewer=request.viewer, promise_id=promise_id)
    return done(request, kinds.KEPT, row, undo=_("Kept. Well done."))


@require_http_methods(["GET", "POST"])
@promise_page
def moving(request: Asking, promise_id: int) -> HttpResponse:
    """GET asks to when and why, POST moves it. `was` is the time that the asker saw."""
    one = promise_of(request.viewer, promise_id)
    if request.method == "GET":
        return ask(request, "move", form_of(request.viewer, one.brand_id, one))
    try:
        wish, reason = wish_from(request.POST), request.POST.get("reason", "")
        was = whole_number(request.POST.get("was"))
        row = move(viewer=request.viewer, promise_id=promise_id, wish=wish, reason=reason, was_due=was)
    except SomebodyElse:
        raise
    except ValueError as error:
        return ask(request, "move", form_of(request.viewer, one.brand_id, one, request.POST), error=str(error))
    return done(request, kinds.MOVED, row)


@require_http_methods(["GET", "POST"])
@promise_page
def releasing(request: Asking, promise_id: int) -> HttpResponse:
    """GET asks why, POST releases it."""
    one = promise_of(request.viewer, promise_id)
    if request.method == "GET":
        return ask(request, "release", {"one": one, "reason": ""})
    reason = request.POST.get("reason", "")
    try:
        row = release(viewer=request.viewer, promise_id=promise_id, reason=reason)
    except SomebodyElse:
        raise
    except ValueError as error:
        return ask(request, "release", {"one": one, "reason": reason}, error=str(error))
    return done(request, kinds.RELEASED, row, undo=_("Released."))


@require_POST
@promise_page
def promise_undo(request: Asking, promise_id: int) -> HttpResponse:
    """As it was before."""
    row = take_back(viewer=request.viewer, promise_id=promise_id)
    return done(request, kinds.TAKEN_BACK, row)

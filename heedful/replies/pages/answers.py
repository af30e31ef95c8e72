"""Every 'no' in words: as JSON for the script, as a page with the text kept for a plain form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from heedful.interactions.queries import NotFound
from heedful.replies.forms import first_error
from heedful.replies.models import Draft
from heedful.switchboard.actions import NotFound as NoDelivery
from heedful.team.viewer import Forbidden
from heedful.ui.times import iso

Page = Callable[..., HttpResponse]
STATUS = {"too_long": 413, "required": 422}


class Refusal(Exception):
    """The request is understood and refused. `theirs` is the draft of another window, `more` for the script."""

    def __init__(self, status: int, words: str, *, theirs: Draft | None = None, **more: Any) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.theirs = theirs
        self.more = more


def cleaned(form: Form) -> dict[str, Any]:
    """What the form holds, or a refusal that says what is wrong with it."""
    if form.is_valid():
        return form.cleaned_data
    code, words = first_error(form)
    raise Refusal(STATUS.get(code, 400), words)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def say_no(refusal: Refusal) -> JsonResponse:
    answer = {"words": refusal.words, **refusal.more}
    if (theirs := refusal.theirs) is not None:
        answer["theirs"] = {"text": theirs.text, "version": theirs.version, "at": iso(theirs.updated_at)}
    return JsonResponse(answer, status=refusal.status)


def says_no_in_words(page: Page) -> Page:
    """Turn what a room below refuses into an answer that the script can show."""

    @wraps(page)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return page(request, *args, **named)
        except (NotFound, NoDelivery) as error:
            if not wants_json(request):
                raise Http404(str(error)) from error
            return say_no(Refusal(404, _("This conversation is not here any more. Your text is kept in this browser.")))
        except Forbidden as error:
            return say_no(Refusal(403, str(error)))
        except Refusal as refusal:  # where the page has no form to show again
            return say_no(refusal)

    return answered

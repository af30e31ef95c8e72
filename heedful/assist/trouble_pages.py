"""/conversations/N/trouble/: what is hard in a conversation, and the ways out of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from heedful.assist.actions import PAUSES, Whom, begin_words, end_kindly, end_pause, hand_on, take_pause
from heedful.assist.trouble import paused_until, trouble_of
from heedful.interactions.queries import NotFound, conversation
from heedful.team.queries import colleagues, teams
from heedful.team.viewer import Viewer
from heedful.ui.zone import in_local_time

Page = Callable[..., HttpResponse]


class Asking(HttpRequest):
    """A request as the middleware hands it over."""

    viewer: Viewer


def _in_words(page: Page) -> Page:
    """What is refused is said on the page that one comes back to."""

    @wraps(page)
    def answered(request: Asking, conversation_id: int) -> HttpResponse:
        try:
            conversation(request.viewer, conversation_id)  # first: others learn nothing of what is wrong
            return page(request, conversation_id)
        except NotFound as error:
            raise Http404(str(error)) from error
        except ValueError as error:
            return _shown(request, conversation_id, str(error))

    return answered


@require_GET
@never_cache
@in_local_time
@_in_words
def trouble(request: Asking, conversation_id: int) -> HttpResponse:
    """The panel alone for the screen, or as a page for those without scripts."""
    return _shown(request, conversation_id)


@require_POST
@_in_words
def wording(request: Asking, conversation_id: int) -> HttpResponse:
    """The words of a way, in the viewer's draft."""
    begin_words(viewer=request.viewer, conversation_id=conversation_id, way=request.POST.get("way", ""))
    return _back(request, conversation_id, _("The words stand in your draft. Make them yours before you send them."))


@require_POST
@_in_words
def handing_on(request: Asking, conversation_id: int) -> HttpResponse:
    """To a colleague or a team, with a note of what happened."""
    row = hand_on(
        viewer=request.viewer, conversation_id=conversation_id, whom=_whom(request),
        key=request.POST.get("key", ""), words=request.POST.get("words", ""),
    )  # fmt: skip
    return _back(request, row.pk, _("Given on, with a note of what happened."))


@require_POST
@_in_words
def ending(request: Asking, conversation_id: int) -> HttpResponse:
    """Resolved as ended, with the reason as a note."""
    sent = request.POST
    end_kindly(
        viewer=request.viewer, conversation_id=conversation_id, reason=sent.get("reason", ""), key=sent.get("key", "")
    )
    return _back(request, conversation_id, _("Ended, and the reason is noted."))


@require_POST
@in_local_time
@_in_words
def breather(request: Asking, conversation_id: int) -> HttpResponse:
    """A pause of some minutes, or its end."""
    if request.POST.get("method") == "delete":
        end_pause(viewer=request.viewer)
        return _back(request, conversation_id, _("Welcome back."))
    minutes = request.POST.get("minutes", "")
    take_pause(
        viewer=request.viewer, conversation_id=conversation_id, whom=_whom(request),
        minutes=int(minutes) if minutes.isascii() and minutes.isdecimal() and len(minutes) < 4 else 0,
    )  # fmt: skip
    return _back(request, conversation_id, _("It is with somebody else now. Take your time."))


def _shown(request: Asking, conversation_id: int, error: str = "") -> HttpResponse:
    viewer = request.viewer
    talk = conversation(viewer, conversation_id)
    found = trouble_of(viewer, talk)
    context: dict[str, Any] = {"talk": talk, "trouble": found, "error": error, "paused": None}
    if found.is_any or error:
        context |= {
            "key": token_urlsafe(12),
            "people": [one for one in colleagues(viewer, talk.brand_id) if one[0] != viewer.person_id],
            "teams": teams(viewer, talk.brand_id),
            "minutes": PAUSES,
            "paused": paused_until(viewer.person_id),
        }
    name = "assist/_trouble.html" if "HX-Request" in request.headers else "assist/trouble.html"
    return render(request, name, context, status=400 if error else 200)


def _whom(request: Asking) -> Whom:
    """`person-7` or `team-3`; nobody for anything else."""
    kind, _sign, number = request.POST.get("whom", "").partition("-")
    chosen = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None
    return Whom(team_id=chosen) if kind == "team" else Whom(person_id=chosen if kind == "person" else None)


def _back(request: Asking, conversation_id: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("conversation", conversation_id=conversation_id)

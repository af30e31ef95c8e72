"""/conversations/N/help/ and /settings/writing-help/: the help beside a draft, and where it lives."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from heedful.assist.help_settings import Wish, is_on, set_help, setting_of
from heedful.assist.wire import HelpFailed
from heedful.assist.writing import leave, propose, shown, take, take_back, taken_lately
from heedful.interactions.queries import NotFound, conversation
from heedful.team.pages.brand_choice import chosen_brand
from heedful.team.queries import brands
from heedful.team.viewer import Viewer

TONGUES = {
    "en": gettext_lazy("English"), "de": gettext_lazy("German"), "fr": gettext_lazy("French"),
    "es": gettext_lazy("Spanish"),
}  # fmt: skip
VERBS = {"taking": take, "leaving": leave, "return": take_back}


class Asking(HttpRequest):
    """A request as the middleware hands it over."""

    viewer: Viewer


@require_http_methods(["GET", "POST"])
@never_cache
def writing_help(request: Asking, conversation_id: int) -> HttpResponse:
    """GET shows what can be asked and what leaves; POST asks for one `deed`."""
    context: dict[str, Any] = {"proposed": None, "error": ""}
    try:
        talk = conversation(request.viewer, conversation_id)
        if request.method == "POST":
            sent = request.POST
            row = propose(
                viewer=request.viewer, conversation_id=talk.id, deed=sent.get("deed", ""),
                language=sent.get("language", "en"),
            )  # fmt: skip
            context["proposed"] = shown(request.viewer, row)
    except NotFound as error:
        raise Http404(str(error)) from error
    except HelpFailed as error:
        context["error"] = str(error)
    context |= {
        "talk": talk, "is_on": is_on(talk.brand_id), "tongues": TONGUES,
        "taken": taken_lately(request.viewer, talk.id),
    }  # fmt: skip
    name = "assist/_help.html" if "HX-Request" in request.headers else "assist/help.html"
    return render(request, name, context)


@require_POST
def proposal(request: Asking, proposal_id: int, verb: str) -> HttpResponse:
    """Take it, leave it, or have one's own words back."""
    if verb not in VERBS:
        raise Http404("There are taking, leaving and return.")
    try:
        row = VERBS[verb](viewer=request.viewer, proposal_id=proposal_id)
    except NotFound as error:
        raise Http404(str(error)) from error
    return redirect("conversation", conversation_id=row.conversation_id)


@require_http_methods(["GET", "POST"])
def settings_help(request: Asking) -> HttpResponse:
    """For admins. The key goes in and never comes out."""
    brand, viewer = chosen_brand(request, "admin"), request.viewer
    error = ""
    if request.method == "POST":
        sent = request.POST
        wish = Wish(
            is_on=bool(sent.get("is_on")), address=sent.get("address", "").strip(), model=sent.get("model", ""),
            key=sent.get("key", "").strip()[:500], sends_conversation=bool(sent.get("sends_conversation")),
            may_be_near=bool(sent.get("may_be_near")),
        )  # fmt: skip
        try:
            set_help(viewer=viewer, brand_id=brand.id, wish=wish)
        except ValueError as problem:
            error = str(problem)
        else:
            messages.success(request, _("The writing help is set."))
            return redirect(f"{reverse('settings_help')}?brand={brand.id}")
    mine = brands(viewer)
    frame = {
        "section": "help",
        "brand": brand,
        "brands": [row for row in mine if row.role == "admin"],
        "is_admin": True,
    }
    context = {**frame, "setting": setting_of(viewer, brand.id), "error": error}
    return render(request, "assist/settings_help.html", context, status=422 if error else 200)

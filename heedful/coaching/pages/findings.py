"""Answers to a finding, and the page of each rule that stands behind 'why?'."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heedful.coach.catalog import rule as rule_of
from heedful.coach.rule_page import page_in_language
from heedful.coaching.actions import dismiss, take
from heedful.coaching.forms import DismissalForm, TakingForm
from heedful.coaching.prose import as_html
from heedful.coaching.tongue import reader, told
from heedful.interactions.queries import NotFound


@require_POST
def dismissals(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Remember a 'not here' with its reason; a plain form goes back to where it came from."""
    form = DismissalForm(request.POST)
    if not form.is_valid():
        return _answer(request, 422, " ".join(words for errors in form.errors.values() for words in errors))
    kept = {name: form.cleaned_data[name] for name in ("code", "words", "reason")}
    try:
        dismiss(viewer=request.viewer, conversation_id=conversation_id, **kept)  # type: ignore[attr-defined]
    except NotFound as error:
        if not _wants_json(request):
            raise Http404(str(error)) from error
        return _answer(request, 404, _("This conversation is not here any more."))
    return _answer(request, 201, _("Kept, with your reason.")) if _wants_json(request) else redirect(_back(request))


@require_POST
def takings(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """A better wording was taken; only the script says so."""
    form = TakingForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"words": _("There is no such rule.")}, status=422)
    try:
        take(viewer=request.viewer, conversation_id=conversation_id, code=form.cleaned_data["code"])  # type: ignore[attr-defined]
    except NotFound:
        return JsonResponse({"words": _("This conversation is not here any more.")}, status=404)
    return JsonResponse({}, status=201)


@require_GET
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """What the rule finds, why it matters, what it flags and accepts: its own page, as the library ships it."""
    try:
        found = rule_of(code)
    except KeyError as error:
        raise Http404("There is no such rule.") from error
    name = "coaching/_rule.html" if "HX-Request" in request.headers else "coaching/rule.html"
    prose = as_html(page_in_language(found.code, reader()))
    return render(request, name, {"rule": found, "title": told(found.title), "prose": prose})


def _answer(request: HttpRequest, status: int, words: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"words": words}, status=status)
    return render(request, "coaching/refused.html", {"words": words, "back": _back(request)}, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _back(request: HttpRequest) -> str:
    """The page that the form names, if it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("home")

"""The practice behind a finding: how one does it, words that show it, and words that miss it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from heedful.coach.catalog import RULES
from heedful.coach.draft import Context
from heedful.coach.practices import Practice, practice
from heedful.coaching.prose import as_html


@require_GET
def practice_page(request: HttpRequest, code: str) -> HttpResponse:
    """A dialog over the draft, or a page of its own."""
    try:
        found = practice(code)
    except KeyError as error:
        raise Http404("There is no such practice.") from error
    name = "coaching/_practice.html" if "HX-Request" in request.headers else "coaching/practice.html"
    return render(request, name, {"practice": found, "how": as_html(found.how), **_shown(found)})


def _shown(found: Practice) -> dict[str, object]:
    """Each situation with what was written before, if anything was."""
    return {
        "pairs": [(_before(one.context), one.shows, one.misses) for one in found.models],
        "rules": [rule for rule in RULES if rule.code in found.codes],
    }


def _before(context: Context) -> str:
    return next((turn.text for turn in reversed(context.turns) if turn.role == "customer"), "")

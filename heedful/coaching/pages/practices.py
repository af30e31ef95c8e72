"""The practice behind a finding: how one does it, words that show it, and words that miss it."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from heedful.coach.catalog import RULES
from heedful.coach.draft import Context
from heedful.coach.practices import Practice, practice
from heedful.coaching.prose import as_html
from heedful.coaching.tongue import told


@require_GET
def practice_page(request: HttpRequest, code: str) -> HttpResponse:
    """A dialog over the draft, or a page of its own."""
    try:
        found = practice(code)
    except KeyError as error:
        raise Http404("There is no such practice.") from error
    name = "coaching/_practice.html" if "HX-Request" in request.headers else "coaching/practice.html"
    shown = replace(found, title=told(found.title), how=told(" ".join(found.how.split())))
    return render(request, name, {"practice": shown, "how": as_html(shown.how), **_shown(found)})


def _shown(found: Practice) -> dict[str, object]:
    """Each situation with what was written before, if anything was."""
    return {
        "pairs": [(_before(one.context), one.shows, one.misses) for one in found.models],
        "rules": [
            replace(rule, title=told(rule.title), why=told(rule.why)) for rule in RULES if rule.code in found.codes
        ],
    }


def _before(context: Context) -> str:
    return next((turn.text for turn in reversed(context.turns) if turn.role == "customer"), "")

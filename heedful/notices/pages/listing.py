"""The list behind the bell: what one has not read, then what one has."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heedful.notices import actions, queries
from heedful.notices.news import BY_CODE
from heedful.notices.places import place_of
from heedful.notices.queries import Line
from heedful.notices.sentences import sentence
from heedful.team.viewer import Viewer
from heedful.ui.zone import in_local_time

PAGE = 40
PARTS = {"rows": "_rows", "more": "_more"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line in words."""

    line: Line
    icon: str
    words: str
    address: str


@require_GET
@in_local_time
def notices(request: HttpRequest) -> HttpResponse:
    """The page, its rows anew, or the next ones."""
    return _listing(request, request.GET.get("part", ""))


@require_POST
@in_local_time
def reading_all(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    actions.read_all(viewer=_viewer(request))
    return _listing(request, "rows") if _is_fetch(request) else redirect("notices")


@require_POST
@in_local_time
def reading_one(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One of them is, without opening its conversation."""
    actions.read_one(viewer=_viewer(request), notice_id=notice_id)
    return _listing(request, "rows") if _is_fetch(request) else redirect("notices")


def _listing(request: HttpRequest, part: str) -> HttpResponse:
    try:
        page = queries.notices(_viewer(request), after=request.GET.get("after", ""), limit=PAGE)
    except ValueError:
        words = _("This page is not in the list any more. Begin again at the top.")
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    rows = [
        Row(line, BY_CODE[line.news].icon if line.news in BY_CODE else "bell", sentence(line), place_of(line))
        for line in page.lines
    ]
    context = {
        "unread": [row for row in rows if row.line.is_unread],
        "read": [row for row in rows if not row.line.is_unread],
        "next": page.next,
    }
    template = PARTS.get(part, "") if _is_fetch(request) else ""
    return render(request, f"notices/{template or 'notices'}.html", context, using="jinja2")


def _is_fetch(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer

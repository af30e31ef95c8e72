"""One's own writing: what the coach said over the weeks, for the writer alone."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from heedful.coaching.picture import bars
from heedful.coaching.queries import own_writing
from heedful.promises.queries import record_of
from heedful.team.queries import brands
from heedful.team.viewer import Viewer
from heedful.ui.zone import in_local_time


@require_GET
@never_cache
@in_local_time
def my_writing(request: HttpRequest) -> HttpResponse:
    """There is no address for somebody else's."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    record = record_of(viewer)
    known = {
        "section": "my_writing",
        "brand": None,
        "brands": [],
        "bars": bars,
        "day_of": day_of,
        "is_admin": any(row.role == "admin" for row in brands(viewer)),
        "own": own_writing(viewer),
        "kept": [week.kept for week in record],
        "broken": [week.broken for week in record],
        "promised": [week for week in record if week.kept or week.broken],
    }
    return render(request, "coaching/my_writing.html", known)


def day_of(day: date) -> str:
    """A Monday as a column is headed by it."""
    return date_format(day, "MONTH_DAY_FORMAT")

"""/notices/digest/…/: stop one's digests by the address in the mail, without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from heedful.notices.actions import end_digest
from heedful.notices.mailing.ending import person_of
from heedful.team.doorkeeper import open_to_all


@open_to_all
@csrf_exempt  # a mail program posts it, without a page before (RFC 8058); the signed address is the key
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def digest_ending(request: HttpRequest, token: str) -> HttpResponse:
    """GET only asks: programs that look at links must not change anything."""
    person_id = person_of(token)
    if person_id is None:
        return render(request, "notices/ending.html", {"state": "unknown"}, status=404, using="jinja2")
    if request.method == "POST":
        end_digest(person_id=person_id)
    state = "done" if request.method == "POST" else "asks"
    return render(request, "notices/ending.html", {"state": state}, using="jinja2")

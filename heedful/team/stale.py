"""A form from a window that is older than the sign-in: refused in words, and what was typed is handed back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

MOST = 200_000  # characters of one field
SECRETS = ("csrfmiddlewaretoken", "pass", "code", "secret")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """To scripts one sentence, for they keep the words; to everybody else a page with the words on it."""
    if "HX-Request" in request.headers or request.headers.get("Accept", "").startswith("application/json"):
        words = _(
            "This window is older than your sign-in. What you typed is still here; copy it and load the page again."
        )
        return HttpResponse(words, status=403, content_type="text/plain; charset=utf-8")
    return render(request, "team/stale.html", {"typed": _typed(request)}, status=403, using="jinja2")


def _typed(request: HttpRequest) -> list[str]:
    """What a person wrote: no keys, no secrets, no single words out of a list."""
    fields = [(name, value) for name, value in request.POST.items() if not any(part in name for part in SECRETS)]
    return [str(value)[:MOST] for _name, value in fields if len(str(value).split()) > 1]

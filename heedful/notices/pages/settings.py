"""What one wants to hear, by which way, and when: one's own page among the settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heedful.notices.actions import choose
from heedful.notices.forms import ChoicesForm, typed_from, ways_of
from heedful.notices.news import ALL, WAYS
from heedful.notices.queries import browsers_of, choices_of
from heedful.team.refusal import Refused
from heedful.team.timezones import timezone_names
from heedful.team.viewer import Viewer
from heedful.ui.tongue import tongue


@require_http_methods(["GET", "POST"])
def settings_notices(request: HttpRequest) -> HttpResponse:
    """The table, quiet hours and the digest are kept together; what was typed stays when something is wrong."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    kept = choices_of(viewer)
    form = ChoicesForm(request.POST if request.method == "POST" else None, initial=typed_from(kept))
    if request.method == "POST" and _is_kept(viewer, form):
        messages.success(request, _("Your choices are saved."))
        return redirect("settings_notices")
    context = {
        "section": "notices", "brand": None, "brands": [], "is_admin": "admin" in dict(viewer.roles).values(),
        "form": form, "news": ALL, "ways": WAYS, "chosen": ways_of(request.POST) if form.is_bound else kept.ways,
        "weekdays": list(enumerate(tongue().weekdays)), "zones": timezone_names(),
        "browsers": browsers_of(viewer),
    }  # fmt: skip
    return render(request, "notices/settings.html", context, status=422 if form.errors else 200, using="jinja2")


def _is_kept(viewer: Viewer, form: ChoicesForm) -> bool:
    if not form.is_valid():
        return False
    try:
        choose(viewer=viewer, wish=form.wish())
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True

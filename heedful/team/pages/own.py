"""What everybody may see and change: the index of the settings and their own profile."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heedful.team.actions import update_profile
from heedful.team.forms import ProfileForm
from heedful.team.models import Person
from heedful.team.pages.brand_choice import settings_page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return settings_page(request, "index", has_second_step=is_mfa_enabled(request.user))


def me(request: HttpRequest) -> HttpResponse:
    """Name, theme and language; the links to passphrase and two-step sign-in."""
    person: Person = request.user  # type: ignore[assignment]
    own = {"name": person.name, "theme": person.theme, "language": person.language}
    form = ProfileForm(request.POST or None, initial=own)
    if request.method == "POST" and form.is_valid():
        update_profile(viewer=request.viewer, **form.cleaned_data)  # type: ignore[attr-defined]
        with override(form.cleaned_data["language"] or get_language()):
            messages.success(request, _("Your profile is saved."))
        return redirect("settings_me")
    status = 422 if form.errors else 200
    return settings_page(request, "me", form=form, has_second_step=is_mfa_enabled(person), status=status)

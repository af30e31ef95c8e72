"""The two doors for people who are not here yet: the very first set-up, and an invitation."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from heedful.team import actions, audit, kinds
from heedful.team.actions import FirstBrand
from heedful.team.doorkeeper import open_to_all
from heedful.team.forms import AcceptForm, WelcomeForm
from heedful.team.models import Invitation, Person
from heedful.team.queries.colleagues import setup_state
from heedful.team.refusal import Refused
from heedful.team.timezones import timezone_choices


@open_to_all
@never_cache
@sensitive_post_parameters("passphrase")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Three things, then the inbox. What was typed stays when something is wrong with it."""
    state = setup_state(token)
    if state != "open":
        return render(request, "team/link_over.html", {"state": state}, status=410, using="jinja2")
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person, _brand = actions.found_house(token=token, wish=FirstBrand(**form.cleaned_data))
        except Refused:
            return redirect("welcome", token=token)
        except ValidationError as error:
            form.add_error("passphrase", error)
        else:
            return _come_in(request, person)
    context = {"form": form, "zones": timezone_choices(), "was_typed": form.is_bound}
    return render(request, "team/welcome.html", context, status=422 if form.errors else 200, using="jinja2")


@open_to_all
@never_cache
@sensitive_post_parameters("passphrase")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A new person chooses a name and a passphrase; somebody with an account joins with it."""
    try:
        row = actions.usable(token)
        if Person.objects.filter(email__iexact=row.email).exists():
            return _join_with_account(request, token, row)
        return _join_as_new(request, token, row)
    except Refused as refusal:
        return render(
            request, "team/link_over.html", {"state": "refused", "reason": str(refusal)}, status=410, using="jinja2"
        )


def _join_as_new(request: HttpRequest, token: str, row: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.accept(token=token, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("passphrase", error)
        else:
            return _come_in(request, person)
    context = {"form": form, "invitation": row}
    return render(request, "team/invitation.html", context, status=422 if form.errors else 200, using="jinja2")


def _join_with_account(request: HttpRequest, token: str, row: Invitation) -> HttpResponse:
    is_them = request.user.is_authenticated and request.user.email.lower() == row.email.lower()
    if request.method == "POST" and is_them:
        actions.accept_as(token=token, viewer=request.viewer)  # type: ignore[attr-defined]
        return redirect("/")
    return render(request, "team/invitation_known.html", {"invitation": row, "is_them": is_them}, using="jinja2")


def _come_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Sign them in; the session gets a new key, as at every sign-in."""
    get_adapter(request).login(request, person)
    audit.note(kinds.SIGNED_IN, person.pk)
    return redirect("/")

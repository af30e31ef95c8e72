"""/settings/people/: who is here, in which role, and who is invited."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heedful.team import actions, queries
from heedful.team.actions import Invited
from heedful.team.forms import InviteForm
from heedful.team.models.person import Role
from heedful.team.pages.brand_choice import back_to, chosen_brand, settings_page
from heedful.team.queries import BrandRow
from heedful.team.refusal import Refused


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return _page(request, chosen_brand(request, "admin"), InviteForm())


@require_POST
def invitations(request: HttpRequest) -> HttpResponse:
    """Invite somebody. Without a connected mailbox the page shows the link to copy, this once."""
    brand = chosen_brand(request, "admin")
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, brand, form, status=422)
    typed = form.cleaned_data
    try:
        invited = actions.invite(
            viewer=request.viewer,  # type: ignore[attr-defined]
            email=typed["email"],
            brand_id=brand.id,
            role=typed["role"],
            team_id=typed["team"],
        )
    except Refused as refusal:
        form.add_error("email", str(refusal))
        return _page(request, brand, form, status=422)
    return _page(request, brand, InviteForm(), invited=invited)


@require_POST
def renewal(request: HttpRequest, invitation_id: int) -> HttpResponse:
    brand = chosen_brand(request, "admin")
    try:
        invited = actions.renew_invitation(viewer=request.viewer, invitation_id=invitation_id)  # type: ignore[attr-defined]
    except Refused as refusal:
        return back_to(request, "settings_people", brand.id, str(refusal), is_refusal=True)
    return _page(request, brand, InviteForm(), invited=invited)


@require_POST
def withdrawal(request: HttpRequest, invitation_id: int) -> HttpResponse:
    brand = chosen_brand(request, "admin")

    def change() -> object:
        return actions.withdraw_invitation(viewer=request.viewer, invitation_id=invitation_id)  # type: ignore[attr-defined]

    return _change(request, brand, change, _("The invitation is taken back; its link no longer works."))


@require_POST
def role(request: HttpRequest, person_id: int) -> HttpResponse:
    brand = chosen_brand(request, "admin")

    def change() -> object:
        wanted = request.POST.get("role", "")
        return actions.change_role(viewer=request.viewer, person_id=person_id, brand_id=brand.id, role=wanted)  # type: ignore[attr-defined]

    return _change(request, brand, change, _("The role is changed."))


@require_POST
def removal(request: HttpRequest, person_id: int) -> HttpResponse:
    brand = chosen_brand(request, "admin")

    def change() -> object:
        return actions.remove_from_brand(viewer=request.viewer, person_id=person_id, brand_id=brand.id)  # type: ignore[attr-defined]

    return _change(request, brand, change, _("They are no longer in this brand. What they wrote stays."))


@require_POST
def closing(request: HttpRequest, person_id: int) -> HttpResponse:
    """Close an account, or open it again (`open=1`)."""
    brand = chosen_brand(request, "admin")
    is_opening = request.POST.get("open") == "1"

    def change() -> object:
        act = actions.reactivate if is_opening else actions.deactivate
        return act(viewer=request.viewer, person_id=person_id)  # type: ignore[attr-defined]

    opened, closed = _("The account is open again."), _("The account is closed and signed out everywhere.")
    return _change(request, brand, change, opened if is_opening else closed)


def _change(request: HttpRequest, brand: BrandRow, change: Callable[[], object], words: str) -> HttpResponse:
    try:
        change()
    except Refused as refusal:
        return back_to(request, "settings_people", brand.id, str(refusal), is_refusal=True)
    return back_to(request, "settings_people", brand.id, words)


def _page(
    request: HttpRequest, brand: BrandRow, form: InviteForm, *, invited: Invited | None = None, status: int = 200
) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    return settings_page(
        request,
        "people",
        brand=brand,
        status=status,
        form=form,
        invited=invited,
        people=queries.people(viewer, brand.id),
        invitations=queries.open_invitations(viewer, brand.id),
        team_choices=[("", _("none")), *((str(team.id), team.name) for team in queries.teams(viewer, brand.id))],
        roles=Role.choices,
    )

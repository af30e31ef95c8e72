"""/settings/teams/: the teams of a brand and who is in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heedful.team import actions, queries
from heedful.team.forms import TeamForm
from heedful.team.models import Team
from heedful.team.pages.brand_choice import back_to, chosen_brand, settings_page
from heedful.team.refusal import Refused
from heedful.team.viewer import NotHere


def teams(request: HttpRequest) -> HttpResponse:
    """The list, and the form that adds one."""
    brand = chosen_brand(request, "admin")
    viewer = request.viewer  # type: ignore[attr-defined]
    form = TeamForm(request.POST or None, brand_id=brand.id)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_team(viewer=viewer, brand_id=brand.id, name=form.cleaned_data["name"], people=_ids(form))
            return back_to(request, "settings_teams", brand.id, _("The team is added."))
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return settings_page(
        request,
        "teams",
        brand=brand,
        form=form,
        teams=queries.teams(viewer, brand.id),
        colleagues=queries.colleagues(viewer, brand.id),
        status=422 if form.errors else 200,
    )


@require_POST
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """The name and people of one team."""
    viewer = request.viewer  # type: ignore[attr-defined]
    brand_id = Team.objects.filter(pk=team_id, brand_id__in=viewer.brand_ids).values_list("brand_id", flat=True).first()
    if brand_id is None:
        raise NotHere
    viewer.require("admin", brand_id)
    form = TeamForm(request.POST, brand_id=brand_id)
    if not form.is_valid():
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return back_to(request, "settings_teams", brand_id, words, is_refusal=True)
    try:
        actions.change_team(viewer=viewer, team_id=team_id, name=form.cleaned_data["name"], people=_ids(form))
    except Refused as refusal:
        return back_to(request, "settings_teams", brand_id, str(refusal), is_refusal=True)
    return back_to(request, "settings_teams", brand_id, _("The team is saved."))


def _ids(form: TeamForm) -> list[int]:
    return [person.pk for person in form.cleaned_data["people"]]

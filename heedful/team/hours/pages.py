"""/settings/hours/: when a brand and its teams are open, from when on, and which holidays there are this year."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heedful.events.instant import now, to_datetime
from heedful.team import queries
from heedful.team.hours import actions
from heedful.team.hours.forms import WEEK, HoursForm
from heedful.team.hours.opening import opening_of
from heedful.team.hours.picture import picture_of
from heedful.team.hours.public_holidays import countries, named_holidays, subdivisions
from heedful.team.hours.queries import has_own_hours, planned, schedule_of, team_of
from heedful.team.hours.schedule import Schedule
from heedful.team.models import Team
from heedful.team.pages.brand_choice import back_to, chosen_brand, settings_page
from heedful.team.queries import BrandRow
from heedful.team.refusal import Refused
from heedful.team.timezones import timezone_names
from heedful.team.viewer import NotHere
from heedful.ui.tongue import tongue


def hours(request: HttpRequest) -> HttpResponse:
    """The hours in force, and the form that puts others in force."""
    brand = chosen_brand(request, "admin")
    team = _chosen_team(request, brand)
    viewer = request.viewer  # type: ignore[attr-defined]
    schedule = schedule_of(brand.id, team.pk if team else None)
    form = HoursForm(request.POST if request.method == "POST" else None, hours=schedule.hours_at(now()))
    if request.method == "POST" and form.is_valid():
        team_id = team.pk if team else None
        try:
            actions.set_hours(
                viewer=viewer, brand_id=brand.id, team_id=team_id, hours=form.hours(), valid_from=form.begins_at()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, brand.id, team_id, _("The opening hours are saved."))
    return _page(request, brand, team, schedule, form)


@require_safe
def holidays(request: HttpRequest) -> HttpResponse:
    """The parts of a country and its holidays of this year, while one chooses."""
    brand = chosen_brand(request, "admin")
    country, subdivision = request.GET.get("country", "")[:2], request.GET.get("subdivision", "")[:40]
    return render(request, "team/_holidays.html", {"brand": brand, **_holidays(country, subdivision)}, using="jinja2")


@require_POST
def removal(request: HttpRequest, team_id: int) -> HttpResponse:
    """The team goes by the brand's hours again."""
    brand = chosen_brand(request, "admin")
    actions.drop_team_hours(viewer=request.viewer, brand_id=brand.id, team_id=team_id)  # type: ignore[attr-defined]
    return _back(request, brand.id, team_id, _("The team goes by the hours of the brand."))


@require_POST
def withdrawal(request: HttpRequest, version_id: int) -> HttpResponse:
    """What was planned does not come."""
    try:
        row = actions.withdraw_hours(viewer=request.viewer, version_id=version_id)  # type: ignore[attr-defined]
    except Refused as refusal:
        return back_to(request, "settings_hours", None, str(refusal), is_refusal=True)
    return _back(request, row.brand_id, row.team_id, _("The planned hours are taken back."))


def _chosen_team(request: HttpRequest, brand: BrandRow) -> Team | None:
    wanted = request.GET.get("team", "")
    if not wanted:
        return None
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 19):
        raise NotHere
    return team_of(request.viewer, brand.id, int(wanted))  # type: ignore[attr-defined]


def _back(request: HttpRequest, brand_id: int, team_id: int | None, words: str) -> HttpResponse:
    back_to(request, "settings_hours", brand_id, words)
    address = f"{reverse('settings_hours')}?brand={brand_id}"
    return redirect(f"{address}&team={team_id}" if team_id else address)


def _page(
    request: HttpRequest, brand: BrandRow, team: Team | None, schedule: Schedule, form: HoursForm
) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    in_force = schedule.hours_at(now())
    return settings_page(
        request,
        "hours",
        brand=brand,
        team=team,
        has_own=bool(team and has_own_hours(team.pk)),
        teams=queries.teams(viewer, brand.id),
        form=form,
        days=[(form[name], word) for name, word in zip(WEEK, tongue().weekdays, strict=True)],
        hours=in_force,
        opening=opening_of(schedule, now()),
        picture=picture_of(in_force),
        planned=planned(viewer, brand.id, team.pk if team else None),
        zones=timezone_names(),
        **_holidays(str(form["country"].value() or ""), str(form["subdivision"].value() or "")),
        status=422 if form.errors else 200,
    )


def _holidays(country: str, subdivision: str) -> dict[str, Any]:
    language = get_language() or "en"
    year = to_datetime(now()).year
    known = {code for code, _name in subdivisions(country)}
    part = subdivision if subdivision in known else ""
    words = tongue()
    found = named_holidays(country, part, year, language)
    return {
        "countries": countries(language.split("-")[0]),
        "parts": subdivisions(country),
        "part": part,
        "country": country,
        "year": year,
        "feasts": [
            (f"{words.weekdays_short[on.weekday()]} {on.day} {words.months_short[on.month - 1]}", name)
            for on, name in found.items()
        ],
    }

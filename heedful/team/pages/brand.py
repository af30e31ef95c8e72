"""/settings/brand/: what a brand is called and how it answers; and one more brand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heedful.team import actions
from heedful.team.actions import BrandWish
from heedful.team.forms import BrandForm, BrandSettingsForm
from heedful.team.pages.brand_choice import back_to, chosen_brand, settings_page
from heedful.team.queries import BrandRow
from heedful.team.timezones import timezone_choices


def brand(request: HttpRequest) -> HttpResponse:
    row = chosen_brand(request, "admin")
    form = BrandSettingsForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        language = typed["language"] or row.language
        wish = BrandWish(
            typed["brand_name"], typed["timezone"], typed["sign_off"], typed["reply_goal_minutes"], language
        )
        actions.update_brand(viewer=request.viewer, brand_id=row.id, wish=wish)  # type: ignore[attr-defined]
        return back_to(request, "settings_brand", row.id, _("The brand is saved."))
    return _page(request, row, form=form, another=BrandForm(initial={"timezone": row.timezone}))


@require_POST
def another_brand(request: HttpRequest) -> HttpResponse:
    """Found one more brand beside this one."""
    row = chosen_brand(request, "admin")
    form = BrandForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form=BrandSettingsForm(initial=_initial(row)), another=form)
    typed = form.cleaned_data
    viewer = request.viewer  # type: ignore[attr-defined]
    made = actions.found_brand(viewer=viewer, name=typed["brand_name"], timezone=typed["timezone"])
    return back_to(request, "settings_brand", made.pk, _("The brand is founded; you are its admin."))


def _page(request: HttpRequest, row: BrandRow, *, form: BrandSettingsForm, another: BrandForm) -> HttpResponse:
    status = 422 if form.errors or another.errors else 200
    zones = timezone_choices()
    return settings_page(request, "brand", brand=row, form=form, another=another, zones=zones, status=status)


def _initial(row: BrandRow) -> dict[str, object]:
    return {
        "brand_name": row.name,
        "timezone": row.timezone,
        "language": row.language,
        "sign_off": row.sign_off,
        "reply_goal_minutes": row.reply_goal_minutes,
    }

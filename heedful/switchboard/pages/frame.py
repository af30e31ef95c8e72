"""What all mailbox pages share: the settings frame of the brand, and trying a mailbox before it is saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from heedful.switchboard.doctor import Check, examine
from heedful.switchboard.forms import MailboxForm
from heedful.switchboard.models import Account
from heedful.team.queries import BrandRow, brands, teams
from heedful.team.viewer import NotHere, Viewer


def page(request: HttpRequest, name: str, brand: BrandRow, *, status: int = 200, **context: Any) -> HttpResponse:
    """A settings screen of this room, with the navigation of all settings."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    mine = [row for row in brands(viewer) if row.role == "admin"]
    frame = {"section": "mailboxes", "brand": brand, "brands": mine, "is_admin": True}
    return render(request, f"switchboard/{name}.html", {**frame, **context}, status=status, using="jinja2")


def brand_of(viewer: Viewer, account: Account) -> BrandRow:
    """The brand of an account that the viewer may see."""
    found = next((row for row in brands(viewer) if row.id == account.brand_id), None)
    if found is None:
        raise NotHere
    return found


def team_choices(viewer: Viewer, brand_id: int) -> list[tuple[int, str]]:
    return [(team.id, team.name) for team in teams(viewer, brand_id)]


def passes(form: MailboxForm, account: Account) -> bool:
    """Try the mailbox as typed; what fails is said at its field. A second press saves it all the same."""
    if form.cleaned_data["save_anyway"]:
        return True
    faults = [check for check in examine(account) if not check.ok and not _is_wanted(check, form)]
    for check in faults:
        place = check.field if check.field in form.fields else None
        form.add_error(place, f"{check.words} {check.remedy}".strip())
    return not faults


def _is_wanted(check: Check, form: MailboxForm) -> bool:
    """A mailbox that only reads is allowed; the list says that it cannot send."""
    return check.name == "Sending" and not form.cleaned_data["smtp_host"]

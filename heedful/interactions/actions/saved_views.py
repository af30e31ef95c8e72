"""Naming a filter, sharing it, changing and removing it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.interactions import kinds
from heedful.interactions.filters import parse, plan_for
from heedful.interactions.models import SavedView
from heedful.interactions.queries.saved_views import saved_view_of
from heedful.team.models import Team
from heedful.team.viewer import Forbidden, Viewer

MOST = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """What a view is called, what it holds, and for whom it is: `own`, `team:7` or `brand:3`."""

    name: str
    text: str
    shared: str = "own"


def save_view(*, viewer: Viewer, wish: Wish) -> SavedView:
    """Raises FilterError when the filter is wrong, ValueError when the name or the sharing is."""
    if SavedView.objects.filter(owner_id=viewer.person_id).count() >= MOST:
        raise ValueError(_("At most %(n)d views of one's own. Remove one first.") % {"n": MOST})
    with transaction.atomic():
        row = SavedView(owner_id=viewer.person_id)
        _fill(viewer, row, wish)
        _tell(viewer, row, kinds.VIEW_SAVED)
    return row


def change_view(*, viewer: Viewer, view_id: int, wish: Wish) -> SavedView:
    """One's own; a shared one also by a lead of the brand."""
    with transaction.atomic():
        row = _may_change(viewer, view_id)
        _fill(viewer, row, wish)
        _tell(viewer, row, kinds.VIEW_CHANGED)
    return row


def remove_view(*, viewer: Viewer, view_id: int) -> None:
    with transaction.atomic():
        row = _may_change(viewer, view_id)
        _tell(viewer, row, kinds.VIEW_REMOVED)
        row.delete()


def _may_change(viewer: Viewer, view_id: int) -> SavedView:
    seen = saved_view_of(viewer, view_id)
    if not seen.may_change:
        raise Forbidden(_("Only whoever made this view, or a lead, can change it."))
    return SavedView.objects.select_for_update(of=("self",)).get(pk=view_id)


def _fill(viewer: Viewer, row: SavedView, wish: Wish) -> None:
    name = " ".join(wish.name.replace("\0", " ").split())
    if not name or len(name) > 60:
        raise ValueError(_("Give the view a name of at most 60 letters."))
    text = " ".join(wish.text.split())
    plan_for(viewer, parse(text))
    row.name, row.text = name, text
    row.brand_id, row.team_id = _shared(viewer, wish.shared)
    row.save()


def _shared(viewer: Viewer, shared: str) -> tuple[int | None, int | None]:
    """Brand and team that see it too."""
    kind, _colon, number = shared.partition(":")
    if kind == "own":
        return None, None
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0
    if kind == "brand" and viewer.may_see(wanted):
        return wanted, None
    team = Team.objects.filter(pk=wanted, brand_id__in=viewer.brand_ids).first() if kind == "team" else None
    if team is None:
        raise ValueError(_("Choose for whom the view is."))
    return team.brand_id, team.pk


def _tell(viewer: Viewer, row: SavedView, kind: str) -> None:
    about = Subject(row.brand_id)
    record(kind, about, person_id=viewer.person_id, view_id=row.pk, name=row.name, text=row.text, team_id=row.team_id)

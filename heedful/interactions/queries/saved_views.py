"""Saved views, and any filter, as lists."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from heedful.customers.queries import NotFound
from heedful.interactions.filters import Plan, parse, plan_for
from heedful.interactions.models import SavedView
from heedful.interactions.queries.inbox import Row, listed
from heedful.interactions.queries.inbox_pages import Page
from heedful.team.models import Team
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SavedRow:
    """`shared` is `own`, `team:7` or `brand:3`; `whom` says that in words, empty for one's own."""

    id: int
    name: str
    text: str
    shared: str
    whom: str
    may_change: bool


def saved_views(viewer: Viewer) -> list[SavedRow]:
    """One's own first, then those that are shared, by name; one query."""
    rows = sorted(_seen(viewer), key=lambda row: (row.brand_id is not None, row.name.casefold()))
    return [_row(viewer, row) for row in rows]


def saved_view_of(viewer: Viewer, view_id: int) -> SavedRow:
    """One of them, or NotFound."""
    row = _seen(viewer).filter(pk=view_id).first()
    if row is None:
        raise NotFound("There is no such view.")
    return _row(viewer, row)


def filtered(viewer: Viewer, text: str, *, after: str | None = None, limit: int = 50) -> list[Row]:
    """One page of what a filter holds. Raises FilterError with the words to say."""
    plan = plan_for(viewer, parse(text))
    page = Page(plan.column, plan.oldest_first, after, limit)
    return listed(viewer, plan.rows, page, by_brand=not plan.is_narrow)


def filter_count(viewer: Viewer, text: str) -> int:
    """How many a filter holds, up to a thousand."""
    return _of_viewer(viewer, plan_for(viewer, parse(text))).count()


def filter_ids(viewer: Viewer, text: str, *, limit: int) -> list[int]:
    """The conversations that a filter holds, up to `limit`."""
    plan = _of_viewer(viewer, plan_for(viewer, parse(text)))
    return list(plan.rows.values_list("pk", flat=True)[:limit])


def _of_viewer(viewer: Viewer, plan: Plan) -> Plan:
    if plan.is_narrow:
        return plan
    return Plan(plan.rows.filter(brand_id__in=viewer.brand_ids), plan.column, plan.oldest_first, is_narrow=False)


def _seen(viewer: Viewer) -> QuerySet[SavedView]:
    mine = Team.people.through.objects.filter(person_id=viewer.person_id).values("team_id")
    seen = Q(owner_id=viewer.person_id) | Q(brand_id__in=viewer.brand_ids, team=None)
    seen |= Q(brand_id__in=viewer.brand_ids, team_id__in=mine)
    return SavedView.objects.filter(seen).select_related("team", "brand")


def _row(viewer: Viewer, row: SavedView) -> SavedRow:
    shared, whom = "own", ""
    if row.team:
        shared, whom = f"team:{row.team.pk}", row.team.name
    elif row.brand:
        shared, whom = f"brand:{row.brand.pk}", row.brand.name
    may = row.owner_id == viewer.person_id or viewer.can("lead", row.brand_id)
    return SavedRow(row.pk, row.name, row.text, shared, whom, may)

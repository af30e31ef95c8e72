"""The searches that somebody keeps."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.interactions.models import SavedSearch
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SavedSearchRow:
    """One of one's own."""

    id: int
    name: str
    text: str
    order: str


def saved_searches(viewer: Viewer) -> list[SavedSearchRow]:
    """By name."""
    rows = SavedSearch.objects.filter(owner_id=viewer.person_id).order_by("name")
    return [SavedSearchRow(row.pk, row.name, row.text, row.order) for row in rows]

"""The browsers that show somebody's notices."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.notices.models import Browser
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class BrowserRow:
    """`mark` lets a browser know itself again."""

    id: int
    mark: str
    name: str
    created_at: int


def browsers_of(viewer: Viewer) -> list[BrowserRow]:
    """One's own, newest first."""
    rows = Browser.objects.filter(person_id=viewer.person_id).order_by("-created_at", "-id")
    return [BrowserRow(*row) for row in rows.values_list("id", "mark", "name", "created_at")]

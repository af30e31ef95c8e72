"""Which list the reader looks at: one of the views."""

from __future__ import annotations

from heedful.interactions.queries import ids_in
from heedful.workspace.desk import DeskRequest


def ids_of_view(request: DeskRequest, view: str, text: str, *, limit: int) -> list[int]:
    """All conversations of a view, up to `limit`."""
    return ids_in(request.viewer, view, limit=limit)

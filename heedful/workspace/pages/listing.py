"""Which list the reader looks at: one of the views, a saved one, or a filter that is just being written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heedful.interactions.queries import (
    VIEWS,
    NotFound,
    Row,
    SavedRow,
    filter_ids,
    filtered,
    ids_in,
    inbox,
    saved_view_of,
)  # fmt: skip
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, whole_number

FILTER, SAVED = "filter", "saved-"
LONGEST = 1000
NOTHING = _("Nothing fits at the moment. What does will stand here by itself.")


@dataclass(frozen=True, slots=True)
class Spot:
    """A list by its address. `text` is the filter; `saved` the view that it is called."""

    code: str
    words: str | Promise = ""
    text: str | None = None
    saved: SavedRow | None = None

    @property
    def asked(self) -> dict[str, str]:
        return {"q": self.text or ""} if self.code == FILTER else {}

    @property
    def home(self) -> str:
        """The address of the list."""
        address = reverse("inbox", args=[self.code])
        return f"{address}?{urlencode(self.asked)}" if self.asked else address

    @property
    def back(self) -> str:
        """For links of a conversation: which list to come back to."""
        return urlencode({"view": self.code, **self.asked})

    @property
    def nothing(self) -> str | Promise:
        return labels.NOTHING.get(self.code, NOTHING)

    def part(self, name: str) -> str:
        """The address of a part of the list."""
        return f"{reverse('inbox', args=[self.code])}?{urlencode({**self.asked, 'part': name})}"


def spot_of(request: DeskRequest, code: str) -> Spot:
    """The list with everything about it; NotFound for one that is not there, or not for this reader."""
    if code == FILTER:
        return Spot(code, _("Filter"), request.GET.get("q", "")[:LONGEST])
    if (number := _saved(code)) is not None:
        saved = saved_view_of(request.viewer, number)
        return Spot(code, saved.name, saved.text, saved)
    if code not in VIEWS:
        raise NotFound("The inbox has no such view.")
    return Spot(code, labels.VIEWS[code])


def spot_behind(request: DeskRequest) -> Spot:
    """Where a conversation was opened from. Nothing is looked up: the list itself says if it is no more."""
    code = request.GET.get("view", "")
    if code == FILTER:
        return Spot(code, text=request.GET.get("q", "")[:LONGEST])
    return Spot(code if code in VIEWS or _saved(code) is not None else "waiting")


def rows_of(request: DeskRequest, spot: Spot, *, limit: int) -> list[Row]:
    """Raises FilterError for a filter that is wrong."""
    after = request.GET.get("after") or None
    if spot.text is None:
        return inbox(request.viewer, spot.code, after=after, limit=limit)
    return filtered(request.viewer, spot.text, after=after, limit=limit)


def ids_of_view(request: DeskRequest, code: str, text: str, *, limit: int) -> list[int]:
    """All conversations of a list, up to `limit`. Raises ValueError in words."""
    if code == FILTER:
        return filter_ids(request.viewer, text[:LONGEST], limit=limit)
    spot = replace(spot_of(request, code)) if _saved(code) is not None else None
    if spot is not None:
        return filter_ids(request.viewer, spot.text or "", limit=limit)
    return ids_in(request.viewer, code, limit=limit)


def _saved(code: str) -> int | None:
    return whole_number(code.removeprefix(SAVED)) if code.startswith(SAVED) else None

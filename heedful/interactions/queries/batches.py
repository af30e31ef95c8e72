"""How far a batch is, and which conversations a whole view holds."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.customers.queries import NotFound
from heedful.interactions.models import Batch
from heedful.interactions.queries.views import VIEWS, scope
from heedful.team.viewer import Viewer


@dataclass(frozen=True, slots=True)
class BatchRow:
    """`reason` is the first refusal in words."""

    id: int
    verb: str
    state: str
    total: int
    done: int
    refused: int
    reason: str
    began_at: int

    @property
    def is_at_work(self) -> bool:
        return self.state in {Batch.State.DOING, Batch.State.UNDOING}

    @property
    def is_undo(self) -> bool:
        return self.state in {Batch.State.UNDOING, Batch.State.UNDONE}


def batch_of(viewer: Viewer, batch_id: int) -> BatchRow:
    """One's own; NotFound for anybody else's."""
    row = Batch.objects.filter(pk=batch_id, person_id=viewer.person_id).first()
    if row is None:
        raise NotFound("There is no such batch of yours.")
    return BatchRow(row.pk, row.verb, row.state, row.total, row.done, row.refused, row.reason, row.began_at)


def ids_in(viewer: Viewer, view: str, *, limit: int) -> list[int]:
    """The conversations of a whole view, up to `limit`."""
    if view not in VIEWS:
        raise ValueError(f"There is no view '{view}'.")
    rows = scope(viewer, view).filter(brand_id__in=viewer.brand_ids)
    return list(rows.values_list("pk", flat=True)[:limit])

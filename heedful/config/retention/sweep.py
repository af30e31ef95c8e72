"""Take released blobs away: those that no row names any more, and never while a backup copies them."""

from __future__ import annotations

import logging

from heedful.blobs.hold import taking_away
from heedful.blobs.models import Released, Verdict
from heedful.blobs.store import remove_blob
from heedful.config.backup.tables import named_digests
from heedful.config.retention.overwriting import tidy_up
from heedful.events.instant import SECOND, now

log = logging.getLogger(__name__)
UNTOUCHED_SECONDS = 3600.0  # bytes that came in again a moment ago get their row soon
AGAIN_SECONDS = 600.0  # after a sweep that could not take everything


def sweep_due() -> int:
    """What was released is taken away when it is old enough, also where no brand has a period. Returns 0."""
    waits = seconds_to_next_sweep(again=0.0)
    if waits is not None and waits <= 0:
        sweep()
        tidy_up()
    return 0


def seconds_to_next_sweep(again: float = AGAIN_SECONDS) -> float | None:
    """Until the first of what was released is old enough; None when nothing was."""
    first = Released.objects.order_by("released_at").values_list("released_at", flat=True).first()
    return None if first is None else max(again, (first - now()) / SECOND + UNTOUCHED_SECONDS)


def sweep(*, untouched_for: float = UNTOUCHED_SECONDS) -> int:
    """One look through all rows, however many were released; returns how many blobs went."""
    with taking_away() as may_go:
        if not may_go:
            log.info("a backup is being taken: released files go at the next run")
            return 0
        released = set(Released.objects.values_list("digest", flat=True))
        if not released:
            return 0
        named = {digest for digest in named_digests() if digest in released}
        gone = [digest for digest in sorted(released - named) if remove_blob(digest, untouched_for=untouched_for)]
    _forget([*gone, *named])
    Verdict.objects.filter(pk__in=gone).delete()
    return len(gone)


def _forget(digests: list[str]) -> None:
    """Those that are gone, and those that somebody names: they are released anew when that row is purged."""
    for start in range(0, len(digests), 500):
        Released.objects.filter(pk__in=digests[start : start + 500]).delete()

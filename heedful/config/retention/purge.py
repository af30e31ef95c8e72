"""Take away what a brand has kept long enough: in small transactions, so that it can stop anywhere and go on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum

from heedful.blobs.models import Keeping, Released
from heedful.config import kinds
from heedful.config.retention.keeping import Periods, cutoff
from heedful.config.retention.matter import drafted_digests, old_files, old_mail, old_texts, remove_texts, resolved
from heedful.config.retention.sweep import sweep
from heedful.events.actions import Subject, record
from heedful.events.instant import DAY, SECOND, now

log = logging.getLogger(__name__)
BATCH = 500
OF_MAIL = {"digest": "", "envelope": {}, "reason": ""}


@dataclass(frozen=True, slots=True)
class Purged:
    """How much went, or would go. `bytes` are those of raw mail and files before compression."""

    conversations: int = 0
    mails: int = 0
    files: int = 0
    texts: int = 0
    bytes: int = 0

    def __add__(self, other: Purged) -> Purged:
        return Purged(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def preview(brand_id: int, periods: Periods) -> Purged:
    """What would go now with these periods; nothing is touched."""
    found = Purged()
    done_at = Keeping.objects.filter(pk=brand_id).values_list("texts_done_at", flat=True).first() or 0
    if (before := cutoff(periods.mail)) is not None:
        found += _counted("mails", old_mail(brand_id, before))
    if (before := cutoff(periods.files)) is not None:
        found += _counted("files", old_files(brand_id, before))
    if (before := cutoff(periods.texts)) is not None:
        over = resolved(brand_id, before).filter(resolved_at__gt=done_at)
        texts = sum(old_texts(ids).count() for ids in _slices(list(over.order_by("pk").values_list("pk", flat=True))))
        found += Purged(conversations=over.count(), texts=texts)
    return found


def run_due() -> int:
    """Once a day for every brand that has periods; whoever comes first does it. Returns 0: nothing more is due."""
    for brand_id in Keeping.objects.filter(ran_at__lte=now() - DAY).values_list("pk", flat=True).order_by("pk"):
        purge(brand_id)
    return 0


def seconds_to_next_run() -> float | None:
    """Until the first brand is due again; None without any period."""
    first = Keeping.objects.order_by("ran_at").values_list("ran_at", flat=True).first()
    return None if first is None else max(1.0, (first + DAY - now()) / SECOND)


def purge(brand_id: int) -> Purged:
    """Take everything of one brand away that is old enough, then the blobs that nobody names any more."""
    gone = Purged()
    for step in (_purge_mail, _purge_files, _purge_texts):
        for part in step(brand_id):
            gone += part
    _write_down(brand_id, gone)
    sweep()
    return gone


def _write_down(brand_id: int, gone: Purged) -> None:
    with transaction.atomic():
        Keeping.objects.filter(pk=brand_id).update(ran_at=now())
        if gone != Purged():
            record(kinds.PURGED, Subject(brand_id), **asdict(gone))
            log.info(
                "brand %s: %s mails, %s files, %s texts were old enough", brand_id, gone.mails, gone.files, gone.texts
            )


def _purge_mail(brand_id: int) -> Iterator[Purged]:
    return _blank_out(brand_id, "mail_months", "mails", old_mail, OF_MAIL)


def _purge_files(brand_id: int) -> Iterator[Purged]:
    return _blank_out(brand_id, "files_months", "files", old_files, {"digest": ""})


def _blank_out(
    brand_id: int, period: str, counted_as: str, old: Callable[[int, int], QuerySet[Any]], blank: dict[str, Any]
) -> Iterator[Purged]:
    """The rows stay, so that the same mail is still known; what they named is released."""
    last = 0
    while True:
        with transaction.atomic():
            keeping = _mine(brand_id)
            before = cutoff(getattr(keeping, period)) if keeping else None
            if before is None:
                return
            rows = list(old(brand_id, before).filter(pk__gt=last).order_by("pk").values("pk", "digest", "size")[:BATCH])
            if not rows:
                return
            last = rows[-1]["pk"]
            _release({row["digest"] for row in rows})
            # Asked again by their keys: a conversation may have been opened again since they were read.
            old(brand_id, before).filter(pk__in=[row["pk"] for row in rows]).update(**blank)
        yield Purged(**{counted_as: len(rows)}, bytes=sum(row["size"] for row in rows))


def _purge_texts(brand_id: int) -> Iterator[Purged]:
    while True:
        with transaction.atomic():
            keeping = _mine(brand_id)
            before = cutoff(keeping.texts_months) if keeping else None
            if keeping is None or before is None:
                return
            over = resolved(brand_id, before).filter(resolved_at__gt=keeping.texts_done_at)
            moments = list(over.order_by("resolved_at").values_list("resolved_at", flat=True)[:BATCH])
            if not moments:
                return
            # Several may have been resolved in the same moment: all of them, or the mark would pass some.
            done_at = moments[-1]
            ids = list(over.filter(resolved_at__lte=done_at).values_list("pk", flat=True))
            _release(drafted_digests(ids))
            texts = remove_texts(ids)
            Keeping.objects.filter(pk=brand_id).update(texts_done_at=done_at)
        yield Purged(conversations=len(ids), texts=texts)


def _mine(brand_id: int) -> Keeping | None:
    """The row, locked; None when another process is at it or nothing is set."""
    return Keeping.objects.select_for_update(skip_locked=True).filter(pk=brand_id).first()


def _release(digests: set[str]) -> None:
    moment = now()
    Released.objects.bulk_create((Released(digest=one, released_at=moment) for one in digests), ignore_conflicts=True)


def _counted(counted_as: str, rows: QuerySet[Any]) -> Purged:
    return Purged(**{counted_as: rows.count()}, bytes=rows.aggregate(sum=Sum("size"))["sum"] or 0)


def _slices(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))

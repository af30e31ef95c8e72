"""Everything that comes in: keep it as it came, then read it and write it down. Each step can be repeated.

`keep` stores the raw bytes before anybody looks at them. `receive` does the rest in one transaction; what
fails three times is set aside, visible with its reason, and never stops the others.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable

from django.db import DatabaseError, IntegrityError, connection, transaction

from heedful.blobs.store import get_blob, put_blob
from heedful.channels.email.reader import Reader
from heedful.events.actions import Subject, record
from heedful.events.instant import SECOND, now
from heedful.events.rows import insert
from heedful.switchboard import kinds
from heedful.switchboard.judge import Known, judge
from heedful.switchboard.models import Account, RawMessage
from heedful.switchboard.reading import Read, read, reader_of
from heedful.team.viewer import Viewer

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 3
BACK_OFF = (2, 20)  # seconds before the second and third try
# One prepared statement for the batch: Django's bulk_update builds a CASE per column and costs more than the rest.
# CROSS JOIN from the wanted ones, so that SQLite looks each up in the index instead of reading the table.
KNOWN = """WITH wanted (brand_id, dedup_key) AS (VALUES {pairs})
           SELECT i.brand_id, i.dedup_key, i.id, i.conversation_id FROM wanted w
           CROSS JOIN interactions_interaction i WHERE i.brand_id = w.brand_id AND i.dedup_key = w.dedup_key"""
LOCK_KEPT = "SELECT id FROM switchboard_rawmessage WHERE id IN ({marks}) AND state = 'kept'"
FATE = """UPDATE switchboard_rawmessage SET state = %s, reason = %s, attempts = %s, next_try_at = %s, outcome = %s,
          interaction_id = %s, conversation_id = %s WHERE id = %s"""


class NotFound(Exception):
    """There is no such message for this viewer."""


def keep(
    *, account: Account, raw: bytes, external_id: str, door: str, envelope: dict[str, object] | None = None,
    received_at: int | None = None,
) -> RawMessage:  # fmt: skip
    """Store what came in, durably, before it is read. The same external id again gives the same row."""
    digest = put_blob(raw)
    row = RawMessage(
        account=account,
        brand_id=account.brand_id,
        external_id=external_id[:200],
        door=door,
        digest=digest,
        size=len(raw),
        received_at=received_at or now(),
        envelope=envelope or {},
    )
    try:
        with transaction.atomic():
            insert(row)
    except IntegrityError:
        return RawMessage.objects.select_related("account").get(account=account, external_id=external_id[:200])
    return row


def receive(raw_id: int) -> RawMessage:
    """Read one kept message and write it down. Never raises for what the message holds."""
    return receive_many([raw_id])[0]


def receive_many(raw_ids: Iterable[int]) -> list[RawMessage]:
    """The same for a batch of one account or several."""
    return receive_rows(list(RawMessage.objects.filter(pk__in=list(raw_ids)).select_related("account").order_by("id")))


def receive_rows(rows: list[RawMessage]) -> list[RawMessage]:
    """The same for rows just kept: one transaction, a savepoint for each message."""
    readers: dict[int, Reader] = {}
    prepared = [(row, _prepare(row, readers)) for row in rows if row.state == RawMessage.State.KEPT]
    with transaction.atomic():
        free = _lock_kept([row.pk for row, _ in prepared])
        prepared = [(row, got) for row, got in prepared if row.pk in free]
        known = _known([(row, got) for row, got in prepared if isinstance(got, Read)])
        for row, outcome in prepared:
            _settle(row, outcome, readers.get(row.account_id), known)
        _write_fates([row for row, _ in prepared])
    return rows


def receive_due(limit: int = 50) -> int:
    """Take up what was kept but not read (after a crash, or for the next try); returns how many."""
    due = RawMessage.objects.filter(state=RawMessage.State.KEPT, next_try_at__lte=now()).order_by("id")
    ids = list(due.values_list("id", flat=True)[:limit])
    if ids:
        receive_many(ids)
    return len(ids)


def retry(*, viewer: Viewer, raw_id: int) -> RawMessage:
    """Read something that was set aside once more, on demand."""
    row = raw_of(viewer, raw_id)
    if row.state == RawMessage.State.SET_ASIDE:
        with transaction.atomic():
            row.state, row.attempts, row.next_try_at = RawMessage.State.KEPT, MAX_ATTEMPTS - 1, 0
            row.save(update_fields=["state", "attempts", "next_try_at"])
            record(kinds.RETRIED, Subject(row.brand_id), person_id=viewer.person_id, raw_id=row.pk)
        row = receive(row.pk)
    return row


def dismiss(*, viewer: Viewer, raw_id: int) -> RawMessage:
    """Somebody looked: it is nothing for us. The raw bytes stay, so it can still be found and read again."""
    with transaction.atomic():
        row = raw_of(viewer, raw_id)
        if row.state == RawMessage.State.SET_ASIDE:
            row.state, row.outcome = RawMessage.State.DONE, {"action": "dismissed", "reason": row.reason}
            row.save(update_fields=["state", "outcome"])
            record(kinds.DISMISSED, Subject(row.brand_id), person_id=viewer.person_id, raw_id=row.pk)
    return row


def raw_of(viewer: Viewer, raw_id: int) -> RawMessage:
    """The row, or NotFound for anybody else's mail."""
    try:
        return RawMessage.objects.select_related("account").get(pk=raw_id, brand_id__in=viewer.brand_ids)
    except RawMessage.DoesNotExist as error:
        raise NotFound("There is no such message.") from error


def set_aside(viewer: Viewer, *, before: int | None = None, limit: int = 50) -> list[RawMessage]:
    """What could not be read, newest first."""
    rows = RawMessage.objects.filter(brand_id__in=viewer.brand_ids, state=RawMessage.State.SET_ASIDE)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("account").order_by("-id")[:limit])


def set_aside_count(viewer: Viewer) -> int:
    return RawMessage.objects.filter(brand_id__in=viewer.brand_ids, state=RawMessage.State.SET_ASIDE)[:1000].count()


def _prepare(row: RawMessage, readers: dict[int, Reader]) -> Read | Exception:
    """Read outside the transaction: parsing and files need no lock."""
    try:
        if row.account_id not in readers:
            readers[row.account_id] = reader_of(row.account)
        return read(get_blob(row.digest), readers[row.account_id])
    except Exception as error:  # noqa: BLE001 (a poison message must not stop the rest)
        return error


def _known(prepared: list[tuple[RawMessage, Read]]) -> Known:
    """Which of these contents are in the record already; one query for the batch."""
    if not prepared:
        return {}
    pairs = [value for row, got in prepared for value in (row.brand_id, got.inbound.content_key)]
    with connection.cursor() as cursor:
        cursor.execute(KNOWN.format(pairs=", ".join(["(CAST(%s AS bigint), CAST(%s AS text))"] * len(prepared))), pairs)
        return {
            (brand_id, key): (ident, conversation_id) for brand_id, key, ident, conversation_id in cursor.fetchall()
        }


def _lock_kept(raw_ids: list[int]) -> set[int]:
    """Those that nobody else reads or has read just now: another process may have taken up the same ones."""
    if not raw_ids:
        return set()
    marks = ", ".join(["%s"] * len(raw_ids))
    lock = " FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_KEPT.format(marks=marks) + lock, raw_ids)
        return {pk for (pk,) in cursor.fetchall()}


def _settle(row: RawMessage, outcome: Read | Exception, reader: Reader | None, known: Known) -> None:
    error = outcome if isinstance(outcome, Exception) else None
    if isinstance(outcome, Read) and reader is not None:
        try:
            with transaction.atomic():
                judge(row, outcome, reader, known)
            row.state, row.reason = RawMessage.State.DONE, ""
        except DatabaseError as trouble:
            error = trouble
        except Exception as trouble:  # noqa: BLE001 (as above)
            error = trouble
    if error is not None:
        _count_failure(row, error)


def _write_fates(rows: list[RawMessage]) -> None:
    values = [
        (row.state, row.reason, row.attempts, row.next_try_at, json.dumps(row.outcome), row.interaction_id,
         row.conversation_id, row.pk)
        for row in rows
    ]  # fmt: skip
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(FATE, values)


def _count_failure(row: RawMessage, error: Exception) -> None:
    row.attempts += 1
    row.reason = f"{type(error).__name__}: {error}"[:1000]
    log.warning("message %s could not be received (try %s): %s", row.pk, row.attempts, type(error).__name__)
    if row.attempts < MAX_ATTEMPTS:
        row.next_try_at = now() + BACK_OFF[row.attempts - 1] * SECOND
        return
    row.state = RawMessage.State.SET_ASIDE
    record(kinds.SET_ASIDE, Subject(row.brand_id), raw_id=row.pk)


def seconds_to_next_raw() -> float | None:
    """How long until something kept is due to be read again; None when nothing waits."""
    due = (
        RawMessage.objects.filter(state=RawMessage.State.KEPT)
        .order_by("next_try_at")
        .values_list("next_try_at", flat=True)
    )
    first = due.first()
    return None if first is None else max(0.0, (first - now()) / SECOND)

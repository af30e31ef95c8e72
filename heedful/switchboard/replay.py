"""Read again what is kept raw: after a better reader was installed, or a record was restored that knows less.

Nothing is doubled: what is in the record is read anew in its place, only what is missing is written down.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import QuerySet

from heedful.blobs.store import BlobMissing, get_blob
from heedful.interactions.actions import reread
from heedful.interactions.models import Interaction
from heedful.switchboard.judge import without_our_words
from heedful.switchboard.models import RawMessage
from heedful.switchboard.reading import Read, read, reader_of
from heedful.switchboard.receive import MAX_ATTEMPTS, receive

log = logging.getLogger(__name__)
BATCH = 50
WITH_CONTENT = {"new", "append", "auto_reply", "bounce", "receipt"}


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of it, in numbers of raw messages."""

    same: int = 0
    better: int = 0
    added: int = 0
    unreadable: int = 0
    gone: int = 0

    @property
    def total(self) -> int:
        return self.same + self.better + self.added + self.unreadable + self.gone

    def __str__(self) -> str:
        parts = [
            f"{self.total} raw messages looked at: {self.same} read as before",
            f"{self.better} read differently and brought up to date",
            f"{self.added} were missing and written down",
        ]
        if self.unreadable:
            parts.append(f"{self.unreadable} cannot be read")
        if self.gone:
            parts.append(f"{self.gone} have no raw text any more and stay as they are")
        return ", ".join(parts) + "."


def replay(
    *, account_id: int | None = None, since: int | None = None, progress: Callable[[Replayed], None] | None = None
) -> Replayed:
    """Go through all raw messages of one mailbox or of all, oldest first; safe to stop and to run again."""
    done = Replayed()
    for row in _rows(account_id, since):
        fate = _once_more(row)
        done = replace(done, **{fate: getattr(done, fate) + 1})
        if progress is not None and done.total % BATCH == 0:
            progress(done)
    return done


def total(*, account_id: int | None = None, since: int | None = None) -> int:
    """How many `replay` would look at."""
    return _chosen(account_id, since).count()


def _rows(account_id: int | None, since: int | None) -> Iterator[RawMessage]:
    last = 0
    while rows := list(_chosen(account_id, since).filter(pk__gt=last).select_related("account")[:BATCH]):
        yield from rows
        last = rows[-1].pk


def _chosen(account_id: int | None, since: int | None) -> QuerySet[RawMessage]:
    waiting = RawMessage.State.KEPT  # is received for the first time, or again, without us
    rows = RawMessage.objects.filter(account__channel="email").exclude(state=waiting).order_by("id")
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return rows if since is None else rows.filter(received_at__gte=since)


def _once_more(row: RawMessage) -> str:
    """One message; answers which number of `Replayed` it counts for."""
    if row.state == RawMessage.State.DONE and row.outcome.get("action") not in WITH_CONTENT:
        return "same"  # a repeat, a loop, or dismissed by somebody
    try:
        raw = get_blob(row.digest)
    except BlobMissing:
        return "gone"
    interaction = Interaction.objects.filter(pk=row.interaction_id, raw_id=row.pk).first()
    if row.state != RawMessage.State.DONE or interaction is None:
        return _receive_again(row)
    try:
        got = read(raw, reader_of(row.account))
    except Exception as error:  # noqa: BLE001 (what was understood once stays; a poison message stops nothing)
        log.warning("message %s can no longer be read: %s", row.pk, type(error).__name__)
        return "unreadable"
    return "better" if _reread(interaction, got) else "same"


def _reread(interaction: Interaction, got: Read) -> list[str]:
    inbound = without_our_words(got.inbound, interaction.conversation, before=interaction.sort_key)
    return reread(interaction=interaction, inbound=inbound, kept=got.kept)


def _receive_again(row: RawMessage) -> str:
    with transaction.atomic():
        row.state, row.attempts, row.next_try_at = RawMessage.State.KEPT, MAX_ATTEMPTS - 1, 0
        row.save(update_fields=["state", "attempts", "next_try_at"])
        done = receive(row.pk)
    if done.state == RawMessage.State.SET_ASIDE:
        return "unreadable"
    return "added" if done.outcome.get("action") in WITH_CONTENT else "same"

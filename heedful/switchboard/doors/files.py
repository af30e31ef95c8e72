"""Import of mail that lies in files. It may be stopped at any moment and run again: nothing is missed or doubled."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from heedful.blobs.store import put_blobs
from heedful.switchboard import receive
from heedful.switchboard.doors.files_date import received_at_of
from heedful.switchboard.doors.files_found import File, Found, files_in, mails_of
from heedful.switchboard.models import Account, RawMessage

BATCH_MAILS = 50
BATCH_BYTES = 16_000_000
MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not imported, and why."""

    path: Path
    words: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How far an import is, or what it came to in the end. `done` and `total` count bytes of the files."""

    new: int = 0
    already: int = 0
    set_aside: int = 0
    left_out: int = 0
    broken: int = 0
    problems: tuple[Problem, ...] = ()
    done: int = 0
    total: int = 0
    seconds: float = 0.0

    @property
    def mails(self) -> int:
        return self.new + self.already + self.set_aside

    @property
    def rate(self) -> float:
        return self.mails / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """None as long as nothing is known about the speed."""
        if not self.done or not self.seconds:
            return None
        return (self.total - self.done) * self.seconds / self.done

    def __str__(self) -> str:
        """What happened, in words."""
        parts = [f"{_count(self.new, 'mail')} imported"]
        if self.already:
            parts.append(f"{self.already} were here before")
        if self.set_aside:
            parts.append(f"{self.set_aside} kept but not understood (tried again, then shown under 'Set aside')")
        if self.left_out:
            parts.append(f"{_count(self.left_out, 'draft or deleted mail')} left out")
        if self.broken:
            parts.append(f"{self.broken} could not be read")
        return ", ".join(parts) + "."


ImportProgress = Summary
Report = Callable[[ImportProgress], None]


def import_mail(
    paths: Iterable[Path | str],
    *,
    account: Account,
    progress: Report | None = None,
    answered_before: int | None = None,
) -> Summary:
    """Import mbox archives, Maildir folders, .eml files and folders of them into a mailbox.

    Mail from before `answered_before` counts as answered: an archive would otherwise fill the radar.
    `progress` is called after each batch. Imported mail keeps its dates and is never answered by the house itself.
    """
    found = list(files_in(Path(path) for path in paths))
    total = sum(file.size for file in found if isinstance(file, File))
    running = _Import(account, Summary(total=total), progress or (lambda _: None), answered_before or 0)
    for batch in _batches(_all_mails(found)):
        running.take(batch)
    return running.summary


class _Import:
    def __init__(self, account: Account, summary: Summary, report: Report, answered_before: int) -> None:
        self._account = account
        self._answered_before = answered_before
        self._report = report
        self._began = time.monotonic()
        self.summary = summary

    def take(self, batch: list[Found]) -> None:
        """Keep and read one batch; two transactions, so that a kill costs at most this batch's reading."""
        mails = {_external_id(found.raw): found.raw for found in batch if found.raw is not None}
        rows = self._keep(mails)
        waiting = [row.pk for row in rows if row.state == RawMessage.State.KEPT]
        done = receive.receive_many(waiting) if waiting else []
        aside = sum(row.state != RawMessage.State.DONE for row in done)
        repeats = sum(found.raw is not None for found in batch) - len(done)
        self._count(batch, new=len(done) - aside, set_aside=aside, already=repeats)
        self._report(self.summary)

    def _keep(self, mails: dict[str, bytes]) -> list[RawMessage]:
        known = RawMessage.objects.filter(account=self._account, external_id__in=list(mails))
        here = set(known.values_list("external_id", flat=True))
        fresh = {key: raw for key, raw in mails.items() if key not in here}
        digests = put_blobs(fresh.values())  # before the rows that name them
        rows = [self._row(key, raw, digest) for (key, raw), digest in zip(fresh.items(), digests, strict=True)]
        # One statement for the batch; where a second import was quicker its row stays.
        RawMessage.objects.bulk_create(rows, ignore_conflicts=True)
        return list(known.all())

    def _row(self, external_id: str, raw: bytes, digest: str) -> RawMessage:
        received_at = received_at_of(raw)
        return RawMessage(
            account=self._account,
            brand_id=self._account.brand_id,
            door="file",
            external_id=external_id,
            digest=digest,
            size=len(raw),
            received_at=received_at,
            envelope={"answered": True} if received_at < self._answered_before else {},
        )

    def _count(self, batch: list[Found], *, new: int, set_aside: int, already: int) -> None:
        now = self.summary
        problems = [Problem(found.path, found.words) for found in batch if found.words]
        self.summary = replace(
            now,
            new=now.new + new,
            set_aside=now.set_aside + set_aside,
            already=now.already + already,
            left_out=now.left_out + sum(found.raw is None and not found.words for found in batch),
            broken=now.broken + len(problems),
            problems=(*now.problems, *problems)[:MOST_PROBLEMS],
            done=now.done + sum(found.size for found in batch),
            seconds=time.monotonic() - self._began,
        )


def _all_mails(found: list[File | Found]) -> Iterator[Found]:
    for one in found:
        if isinstance(one, Found):
            yield one
        elif one.is_left_out:
            yield Found(one.path, one.size)
        else:
            yield from mails_of(one)


def _batches(mails: Iterator[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    size = 0
    for mail in mails:
        batch.append(mail)
        size += len(mail.raw or b"")
        if len(batch) >= BATCH_MAILS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _external_id(raw: bytes) -> str:
    return f"file:{hashlib.sha256(raw).hexdigest()}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""Makes digests when they are due and sends each at most once: what may have left never leaves again."""

from __future__ import annotations

from django.db import transaction

from heedful.events.instant import MINUTE, SECOND, now
from heedful.notices.actions import tidy
from heedful.notices.mailing.letter import letter_of
from heedful.notices.models import Choices, Digest, Notice
from heedful.switchboard.house_mail import NO_MAILBOX, send_by_house
from heedful.switchboard.sealing import SealBroken
from heedful.team.queries.reader import language_of_reader
from heedful.team.viewer import viewer_of
from heedful.ui.languages import speaking

BATCH = 20
MOST = 500  # notices that one digest takes up; what is left comes in the next
BACK_OFF = (5 * MINUTE, 20 * MINUTE, 60 * MINUTE)
NOT_LEFT = {NO_MAILBOX, "retry", "auth"}  # surely not sent, and perhaps later


def send_digests() -> int:
    """One batch of both; how many were looked at. What was read long ago is taken away on the way."""
    return _make_due() + _send_waiting() + tidy()


def seconds_to_next_digest() -> float | None:
    """How long until one is due or is tried again; None when there is nothing to wait for."""
    due = Choices.objects.filter(digest_due_at__isnull=False).order_by("digest_due_at")
    again = Digest.objects.filter(state=Digest.State.WAITING).order_by("next_try_at")
    firsts = (due.values_list("digest_due_at", flat=True).first(), again.values_list("next_try_at", flat=True).first())
    instants = [first for first in firsts if first is not None]
    return max(0.0, (min(instants) - now()) / SECOND) if instants else None


def _make_due() -> int:
    due = Choices.objects.filter(digest_due_at__lte=now()).order_by("digest_due_at")
    rows = list(due.select_related("person")[:BATCH])
    for row in rows:
        with transaction.atomic():
            _make(row)
    return len(rows)


def _make(row: Choices) -> None:
    """Whoever moves the hour on makes the digest. If the house was shut at the hour, the quiet is kept all the same."""
    moment, quiet = now(), row.quiet()
    is_quiet = quiet.is_at(moment)
    hour = row.digest_hour
    after = quiet.over_at(moment) if is_quiet or hour is None else quiet.next_hour(hour, moment)
    ours = Choices.objects.filter(pk=row.pk, digest_due_at=row.digest_due_at)
    if ours.update(digest_due_at=None if hour is None else after) != 1 or is_quiet:
        return
    viewer = viewer_of(row.person)
    unread = Notice.objects.filter(person_id=row.pk, read_at=None, for_mail=True, mailed_in=None)
    chosen = list(unread.filter(brand_id__in=viewer.brand_ids).order_by("id").values_list("pk", flat=True)[:MOST])
    if chosen:
        made = Digest.objects.create(person_id=row.pk, due_at=row.digest_due_at, next_try_at=moment)
        Notice.objects.filter(pk__in=chosen).update(mailed_in=made)


def _send_waiting() -> int:
    waiting = Digest.objects.filter(state=Digest.State.WAITING, next_try_at__lte=now()).order_by("next_try_at")
    rows = list(waiting.select_related("person")[:BATCH])
    for row in rows:
        ours = Digest.objects.filter(pk=row.pk, state=Digest.State.WAITING, attempts=row.attempts)
        if ours.update(state=Digest.State.SENDING, attempts=row.attempts + 1) == 1:
            row.attempts += 1
            _finish(row, _send(row))
    return len(rows)


def _send(row: Digest) -> str:
    with speaking(language_of_reader(row.person)):
        letter = letter_of(row)
    if letter is None:
        return "empty"
    try:
        return send_by_house(letter, key=f"digest-{row.pk}")
    except SealBroken:
        return "auth"


def _finish(row: Digest, outcome: str) -> None:
    """A digest that surely did not leave is tried again; in the end its notices come with the next one."""
    with transaction.atomic():
        if outcome in NOT_LEFT and row.attempts <= len(BACK_OFF):
            row.state, row.next_try_at = Digest.State.WAITING, now() + BACK_OFF[row.attempts - 1]
        else:
            row.state = {"sent": Digest.State.SENT, "empty": Digest.State.EMPTY}.get(outcome, Digest.State.FAILED)
        row.save(update_fields=["state", "next_try_at"])
        if row.state == Digest.State.FAILED and outcome in NOT_LEFT:
            Notice.objects.filter(mailed_in=row).update(mailed_in=None)

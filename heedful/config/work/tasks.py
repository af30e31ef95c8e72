"""The background tasks of the house, one line each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from heedful.config.kinds import ERASED
from heedful.config.reactions import REACTIONS
from heedful.config.retention.purge import run_due, seconds_to_next_run
from heedful.config.retention.sweep import seconds_to_next_sweep, sweep_due
from heedful.config.work.loops import Task
from heedful.events.dispatch import dispatch, seconds_to_next_try
from heedful.events.live import Note
from heedful.interactions import kinds as interactions
from heedful.interactions.actions import index_more, run_batches, seconds_to_next_waking, wake_due
from heedful.notices import kinds as notices
from heedful.notices.actions.telling import TOLD
from heedful.notices.mailing.turn import seconds_to_next_digest, send_digests
from heedful.notices.overdue import find_overdue, seconds_to_next_look
from heedful.notices.push.turn import seconds_to_next_push, send_pushes
from heedful.promises.clock import seconds_to_next_look as seconds_to_next_promise
from heedful.promises.clock import tell_what_is_due
from heedful.replies import kinds as replies
from heedful.replies.actions.schedule import seconds_to_next_scheduled, send_due
from heedful.switchboard import kinds as switchboard
from heedful.switchboard.deliver import attempt, claim, finish, recover, seconds_to_next
from heedful.switchboard.models import Delivery
from heedful.switchboard.receive import receive_due, seconds_to_next_raw

SENDERS = 4
RECOVER_SECONDS = 20.0
HOURS = 6 * 3600.0  # the first purge of an old desk has much to do


class Sending:
    """Sends due messages, a few at once, so that one slow mail server does not hold up the rest."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(SENDERS, thread_name_prefix="heedful-send")

    def turn(self) -> int:
        """Claim up to as many as can be sent at once, send them, wait for all."""
        claimed: list[Delivery] = []
        while len(claimed) < SENDERS and (delivery := claim()) is not None:
            claimed.append(delivery)
        list(self._pool.map(self._send, claimed))
        return len(claimed)

    def _send(self, delivery: Delivery) -> None:
        try:
            finish(delivery, attempt(delivery))
        finally:
            connection.close()


def _take_over() -> int:
    """Messages that another process had on the wire when it died are shown to a person."""
    if connection.vendor == "postgresql":
        recover(only_process=False)
    return 0


def _is_delivery(note: Note) -> bool:
    return note.kind in {switchboard.QUEUED, switchboard.SETTLED}


def all_tasks() -> list[Task]:
    """Reactions, retries of receiving, waking what was put off, sending."""
    return [
        Task("dispatch", lambda: dispatch(REACTIONS), seconds_to_next_try),
        Task("receive", receive_due, seconds_to_next_raw, lambda note: note.kind == switchboard.RETRIED),
        Task("wake", wake_due, seconds_to_next_waking, lambda note: note.kind == interactions.SNOOZED),
        Task("schedule", send_due, seconds_to_next_scheduled, lambda note: note.kind == replies.SCHEDULED),
        Task("overdue", find_overdue, seconds_to_next_look, lambda _: False),
        Task("promises", tell_what_is_due, seconds_to_next_promise, lambda _: False),
        Task("digests", send_digests, seconds_to_next_digest, lambda note: note.kind == notices.CHOSEN),
        Task("pushes", send_pushes, seconds_to_next_push, lambda note: note.kind == TOLD),
        Task("batches", run_batches, lambda: None, lambda note: note.kind == interactions.BATCH_STARTED),
        Task("deliver", Sending().turn, seconds_to_next, _is_delivery),
        Task("retention", run_due, seconds_to_next_run, lambda _: False, longest=HOURS),
        Task("sweep", sweep_due, seconds_to_next_sweep, lambda note: note.kind == ERASED, longest=HOURS),
        Task("index", index_more, lambda: None, lambda _: False),
        Task("recover", _take_over, lambda: RECOVER_SECONDS, lambda _: False),
    ]

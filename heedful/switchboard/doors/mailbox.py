"""Keeps one reading thread for each connected mailbox, and follows what admins change."""

from __future__ import annotations

import json
import logging
import threading
import time
from typing import Protocol

from django.db import Error as DatabaseTrouble
from django.db import connections

from heedful.events.live import Note, hub
from heedful.switchboard import kinds
from heedful.switchboard.doors.mailbox_session import Mailbox
from heedful.switchboard.mailbox_settings import has_imap
from heedful.switchboard.models import Account

log = logging.getLogger(__name__)

RESCAN_SECONDS = 30.0  # a note can get lost, for instance while the database is away
SHARING_SECONDS = 3.0  # while others read some, look soon whether one of them has gone
STOP_SECONDS = 3.0
NEWS = {kinds.CONNECTED, kinds.CHANGED, kinds.PAUSED, kinds.RESUMED}


class Leases(Protocol):
    """Shares the mailboxes out between processes, so that each is read by one of them."""

    def take(self, wanted: set[int]) -> set[int]:
        """Those that are ours to read now."""

    def give_back(self, accounts: set[int]) -> None:
        """Nobody here reads these any more."""


class MailboxKeeper:
    """Start it once per working process; `stop` returns within three seconds."""

    def __init__(self, rescan_seconds: float = RESCAN_SECONDS, leases: Leases | None = None) -> None:
        self._rescan_seconds = rescan_seconds
        self._leases = leases
        self._ending: dict[int, Mailbox] = {}
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._running: dict[int, tuple[str, Mailbox]] = {}
        self._thread = threading.Thread(target=self._run, name="mailbox-keeper", daemon=True)
        self._unsubscribe = lambda: None

    def start(self) -> None:
        self._unsubscribe = hub.subscribe(self._hear)
        self._thread.start()

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Ask all to stop and wait for them. One that hangs while connecting is left: it holds nothing."""
        self._unsubscribe()
        until = time.monotonic() + seconds
        self._stopping.set()
        self._wake.set()
        self._thread.join(max(0.0, until - time.monotonic()))
        mailboxes = [mailbox for _, mailbox in self._running.values()]
        for mailbox in mailboxes:
            mailbox.ask_to_stop()
        for mailbox in mailboxes:
            while mailbox.is_alive() and not mailbox.is_connecting and time.monotonic() < until:
                mailbox.join(0.05)
        self._running.clear()

    def is_alive(self) -> bool:
        """Whether anybody looks after the mailboxes."""
        return self._thread.is_alive()

    @property
    def reading(self) -> set[int]:
        """The ids of the accounts that have a thread."""
        return {account_id for account_id, (_, mailbox) in self._running.items() if mailbox.is_alive()}

    def _hear(self, note: Note) -> None:
        if note.kind in NEWS:
            self._wake.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            pause = self._rescan_seconds
            try:
                pause = self._share(wanted())
            except DatabaseTrouble as error:
                log.warning("the list of mailboxes cannot be read just now: %s", type(error).__name__)
            finally:
                connections.close_all()
            self._wake.wait(pause)

    def _share(self, marks: dict[int, str]) -> float:
        """Read what is ours; returns how long to wait before looking again."""
        if self._leases is None:
            self._follow(marks)
            return self._rescan_seconds
        ours = self._leases.take(set(marks))
        self._follow({account_id: mark for account_id, mark in marks.items() if account_id in ours})
        ended = {account_id for account_id, mailbox in self._ending.items() if not mailbox.is_alive()}
        self._leases.give_back(ended - self._running.keys())
        self._ending = {one: mailbox for one, mailbox in self._ending.items() if one not in ended}
        return self._rescan_seconds if len(ours) == len(marks) else min(SHARING_SECONDS, self._rescan_seconds)

    def _follow(self, marks: dict[int, str]) -> None:
        for account_id, (mark, mailbox) in list(self._running.items()):
            if marks.get(account_id) != mark or not mailbox.is_alive():
                mailbox.ask_to_stop()
                self._ending[account_id] = mailbox
                del self._running[account_id]
        for account_id, mark in marks.items():
            if account_id not in self._running and not self._stopping.is_set():
                mailbox = Mailbox(account_id)
                self._running[account_id] = (mark, mailbox)
                mailbox.start()


def wanted() -> dict[int, str]:
    """Every account that is to be read, with a mark that changes when its settings do.

    Secrets are left out of the mark: a renewed token must not end the connection it was renewed for.
    An admin's change to them also writes `changed_at` into the settings.
    """
    accounts = Account.objects.filter(channel="email").exclude(state=Account.State.PAUSED).order_by("id")
    return {
        account.pk: json.dumps([account.settings, account.address], sort_keys=True)
        for account in accounts
        if has_imap(account)
    }

"""One mailbox, read for as long as the program runs: a thread of its own, so that none can delay another."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress

from django.db import Error as DatabaseTrouble
from django.db import connections

from heedful.switchboard.doors.mailbox_fetch import Intake
from heedful.switchboard.doors.mailbox_health import mark_failing, mark_healthy, pause_after
from heedful.switchboard.doors.mailbox_sign_in import connect
from heedful.switchboard.doors.mailbox_wire import MailboxLine
from heedful.switchboard.doors.mailbox_words import Trouble, explain
from heedful.switchboard.mailbox_settings import imap_of, marks_read, poll_seconds
from heedful.switchboard.models import Account

log = logging.getLogger(__name__)

RENEW_SECONDS = 240.0  # RFC 2177 allows 29 minutes; home routers forget a quiet line after five


class Mailbox(threading.Thread):
    """Connects, brings in what is new, waits for more; after a failure it says so and tries again."""

    def __init__(self, account_id: int) -> None:
        super().__init__(name=f"mailbox-{account_id}", daemon=True)
        self._account_id = account_id
        self._stopping = threading.Event()
        self._line: MailboxLine | None = None
        self.is_connecting = False
        self._where = ("", 0)
        self._failures = 0
        self._was_healthy = False

    def run(self) -> None:
        pause = 0.0
        while not self._stopping.wait(pause):
            pause = self._session()

    def ask_to_stop(self) -> None:
        """Returns at once; the thread ends after the batch in hand."""
        self._stopping.set()
        line = self._line
        if line is not None:
            line.cut()

    def _session(self) -> float:
        """One connection, from sign-in to its end. Returns how long to pause before the next."""
        try:
            self._read()
        except Account.DoesNotExist:
            self._stopping.set()
        except Exception as error:  # noqa: BLE001 (whatever happened, it is said and tried again)
            return 0.0 if self._stopping.is_set() else self._failed(error)
        finally:
            self._hang_up()
        return 0.0

    def _read(self) -> None:
        account = Account.objects.get(pk=self._account_id)
        connections.close_all()  # no database connection is held while a server lets us wait
        wire = imap_of(account)
        self._where = (wire.host, wire.port)
        self._line = line = self._connect(account)
        line.open_folder(wire.folder, writable=marks_read(account))
        intake = Intake(account, line, self._stopping.is_set)
        intake.retry_refused()
        while not self._stopping.is_set():
            intake.bring_in()
            self._went_well(intake.remark)
            connections.close_all()
            self._wait(account, line)

    def _connect(self, account: Account) -> MailboxLine:
        # While it connects, a thread cannot be woken; it holds no lock and no row, so nobody needs to wait for it.
        self.is_connecting = True
        try:
            return connect(account)
        finally:
            self.is_connecting = False

    def _wait(self, account: Account, line: MailboxLine) -> None:
        if self._stopping.is_set():
            return
        if line.can_idle:
            line.wait_for_mail(RENEW_SECONDS)
        elif not self._stopping.wait(poll_seconds(account)):
            line.check_alive()

    def _went_well(self, remark: str) -> None:
        self._failures, self._was_healthy = 0, True
        mark_healthy(self._account_id, remark)

    def _failed(self, error: Exception) -> float:
        trouble = self._explain(error)
        self._failures += 1
        # Servers drop quiet lines now and then: that is news only when the next try fails as well.
        is_news = not self._was_healthy or self._failures > 1 or trouble.step in {"login", "disk", "database"}
        log.log(logging.WARNING if is_news else logging.INFO, "mailbox %s: %s", self._account_id, trouble)
        if is_news:
            self._was_healthy = False
            with suppress(DatabaseTrouble):  # a full disk cannot be written down, only logged
                mark_failing(self._account_id, trouble)
        return pause_after(self._failures, is_final=trouble.is_final)

    def _explain(self, error: Exception) -> Trouble:
        trouble = explain(error, *self._where)
        if trouble.step == "other":
            log.error("mailbox %s failed unexpectedly", self._account_id, exc_info=error)
        return trouble

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.hang_up()
        connections.close_all()
